import { UnstyledButton } from '@mantine/core';
import { useRoving } from '../app/use-roving.js';
import { useFields } from '../store.js';
import { ObjectProperties } from './object-properties.js';
import { ScenePicker } from './scene-picker.js';
import { session } from './scene-session.js';

/** The objects of the open scene, what carries what, and what the selected one is. */
export default function OutlinePanel() {
  const { scene, spec, selected, phase, problem } = useFields(session, 'scene', 'spec', 'selected', 'phase', 'problem');
  const list = useRoving<HTMLUListElement>();
  const objects = (scene ?? spec)?.objects ?? [];
  const things = objects.filter(({ structure }) => !structure);
  const structure = objects.filter((object) => object.structure);
  return (
    <div className="scene-outline">
      <ScenePicker />
      {phase === 'rejected' && (
        <p className="scene-problem" role="alert">
          {problem} {scene ? 'Undo, or move things and settle again.' : 'Another seed may do better.'}
        </p>
      )}
      <ul ref={list} className="scene-objects" aria-label="Objects">
        {things.map(({ id, name, attributes }) => (
          <li key={id}>
            <UnstyledButton
              className="scene-object"
              aria-pressed={selected === id}
              onClick={() => session.set({ selected: selected === id ? null : id })}
            >
              <span className="scene-object-name">{name}</span>
              <span className="scene-object-colour">{attributes.colour}</span>
              <span className="scene-object-id">{id}</span>
            </UnstyledButton>
          </li>
        ))}
        {structure.length > 0 && <li className="scene-structure">and {structure.length} parts of the building</li>}
      </ul>
      <ObjectProperties />
    </div>
  );
}
