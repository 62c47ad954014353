import { Button, NumberInput, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useCommands } from '../app/commands.js';
import { useOpened, useStudio } from '../connection/studio-context.js';
import { RecipeEditor } from '../recipe/recipe-editor.js';
import { useFields } from '../store.js';
import { session, stage } from './scene-session.js';

/** Which recipe and seed the scene comes from, and the way to the next one. */
export function ScenePicker() {
  const studio = useStudio();
  const opened = useOpened();
  const { recipe, seed, index, phase, source } = useFields(session, 'recipe', 'seed', 'index', 'phase', 'source');
  const recipes = useQuery({ queryKey: ['recipes', opened], queryFn: () => studio.recipes.list() });
  const [editing, setEditing] = useState(false);
  const busy = phase === 'arranging' || phase === 'settling';
  const chosen = recipes.data?.find(({ id }) => id === recipe?.id)?.path ?? null;
  async function choose(path: string | null) {
    if (path === null) return;
    const read = await studio.recipes.read({ path });
    await stage(studio, read, seed, 0);
  }
  const another = useMemo(
    () => () => {
      const state = session.get();
      if (state.recipe) void stage(studio, state.recipe, state.seed, state.index + 1);
    },
    [studio],
  );
  useCommands(
    useMemo(() => [{ id: 'another-scene', title: 'Another scene', group: 'Scene', key: 'R', run: another }], [another]),
  );
  return (
    <div className="scene-picker">
      {source !== null && <p className="scene-source">Opened from {source}</p>}
      <Select
        label="Recipe"
        data={(recipes.data ?? []).map(({ path, title }) => ({ value: path, label: title }))}
        value={chosen}
        placeholder={recipe?.title ?? 'Choose a recipe'}
        onChange={(path) => void choose(path)}
        allowDeselect={false}
        searchable
      />
      {recipe && (
        <>
          <Button variant="default" onClick={() => setEditing(true)}>
            Edit recipe
          </Button>
          <RecipeEditor
            recipe={recipe}
            shown={editing}
            onClose={() => setEditing(false)}
            onUse={(edited) => {
              setEditing(false);
              void stage(studio, edited, seed, index);
            }}
          />
        </>
      )}
      <div className="scene-picker-row">
        <NumberInput
          label="Seed"
          value={seed}
          allowDecimal={false}
          onChange={(value) => {
            if (typeof value === 'number' && recipe && value !== seed) void stage(studio, recipe, value, 0);
          }}
        />
        <NumberInput
          label="Scene"
          min={0}
          value={index}
          allowDecimal={false}
          onChange={(value) => {
            if (typeof value === 'number' && recipe && value !== index) void stage(studio, recipe, seed, value);
          }}
        />
        <Button variant="default" onClick={another} disabled={!recipe || busy} aria-keyshortcuts="R">
          Another
        </Button>
      </div>
    </div>
  );
}
