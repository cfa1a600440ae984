import type { Site } from '../../pages/design/site.js';
import { OperationEntry } from './operation-entry.js';
import type { Group } from './read-document.js';
import { ReferencePage } from './reference-page.js';

interface GroupPageProps {
  readonly site: Site;
  readonly groups: readonly Group[];
  readonly group: Group;
}

export const GroupPage = ({ site, groups, group }: GroupPageProps) => (
  <ReferencePage
    site={site}
    groups={groups}
    path={group.path}
    title={group.name}
    lead={group.description}
  >
    {group.operations.map((operation) => (
      <OperationEntry operation={operation} publicUrl={site.publicUrl} />
    ))}
  </ReferencePage>
);
