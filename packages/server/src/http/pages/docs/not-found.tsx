import { type Site, SitePage } from '../design/site.js';

export const NotFound = ({ site }: { site: Site }) => (
  <SitePage site={site} title="Page not found" path="">
    <div class="lost">
      <h1>There is no such page</h1>
      <p class="lead">The address may have a slip in it, or the page is from another version.</p>
      <a class="button" href="/docs/errors">
        Errors, explained
      </a>
      <a href="/">Start page</a>
    </div>
  </SitePage>
);
