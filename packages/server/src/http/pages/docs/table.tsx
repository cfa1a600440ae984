import type { ComponentChildren } from 'preact';

export const Table = ({
  columns,
  children,
}: {
  columns: readonly string[];
  children: ComponentChildren;
}) => (
  <div class="table-frame">
    <table class="table">
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col">{column}</th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);
