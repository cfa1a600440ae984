import { Prose } from '../../pages/docs/prose.js';
import type { Field } from './fields.js';

export const FieldTable = ({ caption, fields }: { caption: string; fields: readonly Field[] }) =>
  fields.length === 0 ? null : (
    <div class="table-frame">
      <table class="table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Type</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ name, type, required, description }) => (
            <tr>
              <th scope="row">
                <code>{name}</code>
                {required ? null : <span class="small"> optional</span>}
              </th>
              <td class="type">{type}</td>
              <td>
                <Prose text={description} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
