import './recipe.css';
import { Button, Drawer, Group, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Recipe } from '../../core/scene/recipe.js';
import { useOpened, useStudio } from '../connection/studio-context.js';
import { fieldOf, inWords, withoutField, type JsonSchema } from './json-schema.js';
import { SchemaField, type FieldProblem } from './schema-field.js';

/** How long after the last change a recipe is checked, milliseconds. */
const CHECK_AFTER = 250;

interface RecipeEditorProps {
  readonly recipe: Recipe;
  readonly shown: boolean;
  readonly onClose: () => void;
  /** Arranges a scene with the edited recipe. */
  readonly onUse: (recipe: Recipe) => void;
}

/** Every field of a recipe in a form made from its schema, its JSON beside it; what is wrong stands beside its field. */
export function RecipeEditor({ recipe, shown, onClose, onUse }: RecipeEditorProps) {
  return (
    <Drawer
      opened={shown}
      onClose={onClose}
      position="left"
      size={940}
      title="Recipe"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {shown && <Editor recipe={recipe} onUse={onUse} />}
    </Drawer>
  );
}

function Editor({ recipe, onUse }: Pick<RecipeEditorProps, 'recipe' | 'onUse'>) {
  const studio = useStudio();
  const opened = useOpened();
  const [draft, setDraft] = useState<unknown>(recipe);
  /** What was typed into the JSON view while it is no JSON. */
  const [text, setText] = useState<string | null>(null);
  const [path, setPath] = useState(`scenes/${recipe.id}-edited.json`);
  const schema = useQuery({ queryKey: ['recipe-schema', opened], queryFn: () => studio.recipes.schema() });
  const [settled] = useDebouncedValue(draft, CHECK_AFTER);
  const check = useQuery({
    queryKey: ['check-recipe', opened, settled],
    queryFn: () => studio.recipes.check({ recipe: settled }),
    placeholderData: (before) => before,
  });
  const sentence = check.data?.problem ?? null;
  const field = sentence === null ? null : fieldOf(sentence);
  const problem: FieldProblem | null =
    sentence !== null && field !== null ? { field, sentence: withoutField(sentence) } : null;
  const usable = draft === settled && text === null && check.data?.recipe;

  function typed(next: string) {
    try {
      setDraft(JSON.parse(next));
      setText(null);
    } catch {
      setText(next);
    }
  }
  async function save(edited: Recipe) {
    try {
      const written = await studio.recipes.save({ path, recipe: edited });
      notifications.show({ message: `Saved to ${written}.` });
    } catch (error) {
      notifications.show({ message: error instanceof Error ? error.message : String(error), color: 'red' });
    }
  }
  return (
    <div className="recipe-editor">
      <div className="recipe-form" role="form" aria-label="Recipe fields">
        {schema.error && <p className="recipe-error">{schema.error.message}</p>}
        {schema.data && (
          <SchemaField
            schema={schema.data as JsonSchema}
            value={draft}
            path=""
            label=""
            problem={problem}
            onChange={setDraft}
          />
        )}
      </div>
      <Textarea
        className="recipe-json"
        aria-label="Recipe as JSON"
        value={text ?? JSON.stringify(draft, null, 2)}
        error={text === null ? null : 'This is not JSON yet.'}
        onChange={({ currentTarget }) => typed(currentTarget.value)}
        spellCheck={false}
      />
      <div className="recipe-foot">
        <p className="recipe-verdict" role="status">
          {sentence === null ? (usable ? 'This recipe can be arranged.' : 'Checking') : inWords(sentence)}
        </p>
        <Group gap="xs" wrap="nowrap">
          <TextInput
            aria-label="Save as"
            value={path}
            onChange={({ currentTarget }) => setPath(currentTarget.value)}
            w={240}
          />
          <Button variant="default" disabled={!usable} onClick={() => usable && void save(usable)}>
            Save
          </Button>
          <Button disabled={!usable} onClick={() => usable && onUse(usable)}>
            Arrange
          </Button>
        </Group>
      </div>
    </div>
  );
}
