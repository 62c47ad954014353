import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconCopy, IconTrash } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useCommands, type Command } from '../app/commands.js';
import { useRoving } from '../app/use-roving.js';
import { useStudio } from '../connection/studio-context.js';
import { useFields, useStore } from '../store.js';
import { AddObject } from './add-object.js';
import { duplicateSelected, redo, removeSelected, settleAgain, undo } from './edit-session.js';
import { SaveMenu } from './save-menu.js';
import { history } from './scene-history.js';
import { isEditable, session } from './scene-session.js';

/** What can be done to the open scene. */
export function EditBar() {
  const studio = useStudio();
  const state = useFields(session, 'scene', 'phase', 'selected');
  const { past, future } = useStore(history, (all) => all);
  const bar = useRoving<HTMLDivElement>();
  const editable = isEditable(state);
  const selected = state.scene?.objects.find(({ id }) => id === state.selected);
  const changeable = editable && selected !== undefined && !selected.structure;
  useCommands(
    useMemo(
      (): Command[] => [
        { id: 'settle', title: 'Settle again', group: 'Scene', key: 'S', run: () => void settleAgain(studio) },
        { id: 'undo', title: 'Undo', group: 'Scene', key: 'mod+Z', run: undo },
        { id: 'redo', title: 'Redo', group: 'Scene', key: 'mod+shift+Z', run: redo },
        { id: 'duplicate', title: 'Duplicate object', group: 'Scene', key: 'mod+D', run: duplicateSelected },
        { id: 'delete', title: 'Delete object', group: 'Scene', key: 'Delete', run: removeSelected },
      ],
      [studio],
    ),
  );
  return (
    <div ref={bar} className="scene-edit" role="toolbar" aria-label="Edit">
      <Tooltip label="Let everything come to rest again (S)">
        <Button
          variant={state.phase === 'edited' ? 'filled' : 'default'}
          disabled={!editable}
          onClick={() => void settleAgain(studio)}
        >
          Settle again
        </Button>
      </Tooltip>
      <Icon label="Undo" hint="Undo (Ctrl Z)" disabled={!editable || past.length === 0} run={undo}>
        <IconArrowBackUp size={16} />
      </Icon>
      <Icon label="Redo" hint="Redo (Ctrl Shift Z)" disabled={!editable || future.length === 0} run={redo}>
        <IconArrowForwardUp size={16} />
      </Icon>
      <AddObject disabled={!editable} />
      <Icon label="Duplicate object" hint="Duplicate (Ctrl D)" disabled={!changeable} run={duplicateSelected}>
        <IconCopy size={16} />
      </Icon>
      <Icon label="Delete object" hint="Delete (Del)" disabled={!changeable} run={removeSelected}>
        <IconTrash size={16} />
      </Icon>
      <SaveMenu />
    </div>
  );
}

interface IconProps {
  readonly label: string;
  readonly hint: string;
  readonly disabled: boolean;
  readonly run: () => void;
  readonly children: React.ReactNode;
}

function Icon({ label, hint, disabled, run, children }: IconProps) {
  return (
    <Tooltip label={hint}>
      <ActionIcon aria-label={label} disabled={disabled} onClick={run}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
