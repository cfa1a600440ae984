import { LANGUAGES } from '@carport/catalog';
import { Icon } from '../../pages/design/icons.js';
import { FormToken, type StepProps } from './step-page.js';

/** Every language under its own name. Works without script: each is a button of one small form. */
export const LanguagePicker = ({ view, base, frame: { texts } }: StepProps) => {
  const current = LANGUAGES.find(({ code }) => code === texts.language);
  return (
    <details class="languages">
      <summary class="languages__current">
        <Icon name="globe" size={18} />
        <span class="visually-hidden">{texts.chooseLanguage}: </span>
        {current?.name}
        <Icon name="chevronDown" size={16} />
      </summary>
      <form class="languages__panel" method="post" action={`${base}/preamble`}>
        <FormToken view={view} />
        <ul class="languages__list">
          {LANGUAGES.map(({ code, name }) => (
            <li>
              <button
                class="languages__item"
                type="submit"
                name="language"
                value={code}
                lang={code}
                {...(code === texts.language ? { 'aria-current': 'true' as const } : {})}
              >
                {name}
              </button>
            </li>
          ))}
        </ul>
      </form>
    </details>
  );
};
