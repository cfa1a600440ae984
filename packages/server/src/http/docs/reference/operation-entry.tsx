import { Example, json } from '../../pages/design/example.js';
import { Prose } from '../../pages/docs/prose.js';
import { curlOf } from './curl.js';
import { FieldTable } from './field-table.js';
import type { Answer, Operation } from './read-document.js';
import { Verb } from './reference-page.js';

interface OperationEntryProps {
  readonly operation: Operation;
  readonly publicUrl: string;
}

/** One operation with everything that a caller needs; what is long is folded. */
export const OperationEntry = ({ operation, publicUrl }: OperationEntryProps) => {
  const { id, method, path, summary, description, parameters, body, answers } = operation;
  const success = answers.find(({ status }) => status.startsWith('2'));
  return (
    <section class="entry" id={id} aria-labelledby={`${id}-name`}>
      <div class="entry__head">
        <Verb method={method} />
        <h2 id={`${id}-name`}>
          <a href={`#${id}`}>{path}</a>
        </h2>
      </div>
      <p>
        <strong>
          <Prose text={withPeriod(summary)} />
        </strong>{' '}
        <Prose text={description} />
      </p>
      <Credentials schemes={operation.schemes} />
      <FieldTable caption="Parameters" fields={parameters} />
      {body && <FieldTable caption={`Body, ${body.mediaType}`} fields={body.fields} />}
      <Example
        label={`Request: ${summary}`}
        text={curlOf({ url: `${publicUrl}${path}`, method, scheme: operation.schemes[0], body })}
      />
      {success && <Success summary={summary} answer={success} />}
      <Failures answers={answers.filter((answer) => answer !== success)} />
    </section>
  );
};

const withPeriod = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

const Credentials = ({ schemes }: { schemes: readonly string[] }) => (
  <p class="small">
    Credentials:{' '}
    {schemes.length === 0
      ? 'none'
      : schemes.map((scheme, index) => (
          <>
            {index > 0 && ' or '}
            <code>{scheme}</code>
          </>
        ))}
  </p>
);

const Success = ({ summary, answer }: { summary: string; answer: Answer }) => (
  <>
    <p class="small">
      Answer: <strong>{answer.status}</strong>
    </p>
    {answer.body?.example !== undefined && (
      <Example label={`Answer: ${summary}`} text={json(answer.body.example)} />
    )}
    {answer.body && answer.body.fields.length > 0 && (
      <details class="fold">
        <summary>Fields of the answer</summary>
        <FieldTable caption="Fields" fields={answer.body.fields} />
      </details>
    )}
  </>
);

const Failures = ({ answers }: { answers: readonly Answer[] }) =>
  answers.length === 0 ? null : (
    <details class="fold">
      <summary>Other answers</summary>
      <dl class="facts">
        {answers.map(({ status, description }) => (
          <>
            <dt>{status}</dt>
            <dd>{description}</dd>
          </>
        ))}
      </dl>
      <p class="small">
        What each one means: <a href="/docs/errors">errors, explained</a>
      </p>
    </details>
  );
