import type { MakeRow } from '@carport/catalog';
import { type BrandSearch, findBrands } from '../../../connect/brands.js';
import { countryName } from '../../../connect/countries.js';
import { Icon } from '../../pages/design/icons.js';
import { Monogram } from '../../pages/design/monogram.js';
import type { Texts } from '../texts/english.js';
import { FormToken, StepPage, type StepProps } from './step-page.js';

export const Brand = (props: StepProps & { query: string }) => {
  const { view, base, frame, query } = props;
  const texts = frame.texts.brand;
  const search = findBrands(view.session.country, query);
  return (
    <StepPage {...props} step="brand" heading={texts.heading}>
      <h1>{texts.heading}</h1>
      <search class="brand-search">
        <form class="brand-search__form" action={`${base}/brand`}>
          <label class="visually-hidden" for="brand-search">
            {texts.search}
          </label>
          <div class="input-group">
            <Icon name="search" size={18} />
            <input
              class="input"
              id="brand-search"
              name="q"
              type="search"
              value={query}
              placeholder={texts.search}
              autocomplete="off"
              enterkeyhint="search"
              maxLength={60}
            />
          </div>
          <button class="button button--quiet" type="submit">
            {texts.submit}
          </button>
        </form>
      </search>
      <Status texts={frame.texts} search={search} query={query} />
      <Elsewhere {...props} search={search} />
      <form class="connect__form" method="post" action={`${base}/brand`}>
        <FormToken view={view} />
        <ul
          class="brand-list"
          aria-label={texts.list}
          data-brand-list={query === '' ? 'whole' : 'found'}
        >
          {search.brands.map((make) => (
            <BrandItem make={make} />
          ))}
        </ul>
        <div class="actions">
          {query === '' ? null : (
            <a class="button button--quiet" href={`${base}/brand`}>
              {texts.showAll}
            </a>
          )}
          <button class="text-button" type="submit" name="missing" value="yes">
            {texts.missing}
          </button>
        </div>
      </form>
    </StepPage>
  );
};

const BrandItem = ({ make }: { make: MakeRow }) => (
  <li data-names={[make.name, ...make.aliases].join('|')}>
    <button class="brand-list-item" id={make.id} type="submit" name="make" value={make.id}>
      <Monogram name={make.name} />
      <span class="brand-list__name">{make.name}</span>
    </button>
  </li>
);

const Status = ({
  texts: { brand },
  search,
  query,
}: {
  texts: Texts;
  search: BrandSearch;
  query: string;
}) => {
  const count = search.brands.length;
  const found = count === 1 ? brand.found.one : brand.found.many.replace('#', String(count));
  return (
    <p
      class={query === '' ? 'small visually-hidden' : 'small'}
      role="status"
      data-brand-status
      data-one={brand.found.one}
      data-many={brand.found.many}
      data-none={brand.none}
    >
      {count === 0 ? brand.none : found}
    </p>
  );
};

const Elsewhere = ({ frame, view, base, search }: StepProps & { search: BrandSearch }) => {
  if (search.elsewhere.length === 0) return null;
  const { texts } = frame;
  const names = new Intl.ListFormat(texts.language).format(
    search.elsewhere.map(({ name }) => name),
  );
  const country = countryName(view.session.country, texts.language);
  return (
    <p class="small">
      {texts.brand.elsewhere(names, country)}{' '}
      <a href={`${base}/preamble`}>{texts.brand.changeCountry}</a>
    </p>
  );
};
