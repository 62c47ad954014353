import { Table, UnstyledButton } from '@mantine/core';
import type { RunEntry } from '../../contract/studio/rollouts.js';
import { percent, type EpisodeFilter } from './runs-pane.js';

const FRAMES = ['ego', 'world', 'object', 'none'] as const;
const TITLES = { ego: 'camera', world: 'world', object: 'object’s own', none: 'no frame' } as const;

/** Success by relation and frame, with how many and the interval; a cell filters the episodes. */
export function SuccessMatrix(props: {
  readonly run: RunEntry;
  readonly filter: EpisodeFilter;
  readonly onFilter: (filter: EpisodeFilter) => void;
}) {
  const { run, filter, onFilter } = props;
  const cells = new Map(
    run.scores.slices.filter(({ dimension }) => dimension === 'relation × frame').map((slice) => [slice.value, slice]),
  );
  const relations = run.scores.slices.filter(({ dimension }) => dimension === 'relation').map(({ value }) => value);
  return (
    <Table fz="sm" withRowBorders={false} verticalSpacing={2} aria-label="Success by relation and frame">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>relation</Table.Th>
          {FRAMES.map((frame) => (
            <Table.Th key={frame} className="rollouts-cell">
              {TITLES[frame]}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {relations.map((relation) => (
          <Table.Tr key={relation}>
            <Table.Td>{relation}</Table.Td>
            {FRAMES.map((frame) => {
              const cell = cells.get(`${relation} × ${frame}`);
              const active = filter.relation === relation && filter.frame === frame;
              return (
                <Table.Td key={frame} className="rollouts-cell">
                  {cell ? (
                    <UnstyledButton
                      fz="sm"
                      aria-pressed={active}
                      fw={active ? 700 : 400}
                      onClick={() =>
                        onFilter({ ...filter, relation: active ? null : relation, frame: active ? null : frame })
                      }
                    >
                      {percent(cell.success)}, n {cell.n}
                    </UnstyledButton>
                  ) : (
                    <span className="rollouts-dimmed">–</span>
                  )}
                </Table.Td>
              );
            })}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
