import { LANGUAGES } from '@carport/catalog';
import type { ComponentChildren } from 'preact';
import { Icon } from '../../pages/design/icons.js';
import type { Texts } from '../texts/english.js';

/** Every language under its own name. Works without script: each is a button of one small form. */
export const LanguagePicker = ({
  texts,
  action,
  children,
}: {
  texts: Texts;
  /** Where the form goes. */
  action: string;
  /** What it carries besides. */
  children?: ComponentChildren;
}) => {
  const current = LANGUAGES.find(({ code }) => code === texts.language);
  return (
    <details class="languages">
      <summary class="languages__current">
        <Icon name="globe" size={18} />
        <span class="visually-hidden">{texts.chooseLanguage}: </span>
        {current?.name}
        <Icon name="chevronDown" size={16} />
      </summary>
      <form class="languages__panel" method="post" action={action}>
        {children}
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
