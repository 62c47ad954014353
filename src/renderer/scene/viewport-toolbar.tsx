import { ActionIcon, SegmentedControl, Tooltip, UnstyledButton } from '@mantine/core';
import { IconFocusCentered } from '@tabler/icons-react';
import type { Viewport } from '../../render/viewport/viewport.js';
import { useRoving } from '../app/use-roving.js';
import { useStore } from '../store.js';
import { EditBar } from './edit-bar.js';
import { display, lookThrough, OVERLAYS, toggleOverlay } from './display.js';
import { session } from './scene-session.js';

/** Where one looks from, and what is shown over the picture. */
export function ViewportToolbar({ viewport }: { readonly viewport: Viewport | null }) {
  const views = useStore(session, (state) => state.views);
  const through = useStore(display, (state) => state.through);
  const overlays = useStore(display, (state) => state.overlays);
  const list = useRoving<HTMLDivElement>();
  return (
    <div className="scene-toolbar" role="toolbar" aria-label="Viewport">
      <SegmentedControl
        size="xs"
        aria-label="Look from"
        value={through === null ? 'orbit' : String(through)}
        onChange={(value) => lookThrough(value === 'orbit' ? null : Number(value))}
        data={[{ value: 'orbit', label: 'Orbit' }, ...views.map((_, k) => ({ value: String(k), label: `v${k}` }))]}
      />
      <Tooltip label="Show everything (Home)">
        <ActionIcon
          aria-label="Show everything"
          onClick={() => {
            lookThrough(null);
            viewport?.frame(null);
          }}
        >
          <IconFocusCentered size={16} />
        </ActionIcon>
      </Tooltip>
      <EditBar />
      <div ref={list} className="scene-overlays" role="group" aria-label="Overlays">
        {OVERLAYS.map(({ name, title, hint }) => (
          <Tooltip key={name} label={hint}>
            <UnstyledButton
              className="scene-overlay"
              aria-pressed={overlays.has(name)}
              onClick={() => toggleOverlay(name)}
            >
              {title}
            </UnstyledButton>
          </Tooltip>
        ))}
      </div>
    </div>
  );
}
