import {
  ActionIcon,
  Button,
  Checkbox,
  MultiSelect,
  NumberInput,
  Select,
  TagsInput,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { branchOf, emptyOf, formName, isTuple, type JsonSchema } from './json-schema.js';
import { RecipeSection } from './recipe-section.js';

/** What is wrong, and with which field. */
export interface FieldProblem {
  readonly field: string;
  readonly sentence: string;
}

interface FieldProps {
  readonly schema: JsonSchema;
  /** Undefined where the recipe leaves it out. */
  readonly value: unknown;
  /** As problems name it: `objects.count[0]`. */
  readonly path: string;
  readonly label: string;
  readonly problem: FieldProblem | null;
  readonly onChange: (value: unknown) => void;
}

/** One field of a JSON value, in the form its schema gives it; fields that hold others show them. */
export function SchemaField(props: FieldProps) {
  const { schema } = props;
  if (schema.anyOf) return <ChoiceField {...props} branches={schema.anyOf} />;
  if (schema.const !== undefined) return null;
  if (schema.enum) return <EnumField {...props} options={schema.enum} />;
  switch (schema.type) {
    case 'number':
    case 'integer':
      return <NumberField {...props} />;
    case 'boolean':
      return <BooleanField {...props} />;
    case 'object':
      return schema.properties ? <ObjectField {...props} /> : <RecordField {...props} />;
    case 'array':
      return isTuple(schema) ? <TupleField {...props} items={schema.items} /> : <ListField {...props} />;
    case 'string':
    default:
      return <StringField {...props} />;
  }
}

const words = (name: string): string =>
  name
    .replace(/Deg$/, ' (degrees)')
    .replace(/Px$/, ' (pixels)')
    .replace(/Ev$/, ' (EV)')
    .replace(/K$/, ' (K)')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();

const errorOf = ({ problem, path }: Pick<FieldProps, 'problem' | 'path'>): string | null =>
  problem?.field === path ? problem.sentence : null;

/** Whether a problem lies in a field or in one of those it holds. */
const holds = ({ problem, path }: Pick<FieldProps, 'problem' | 'path'>): boolean =>
  problem !== null &&
  (problem.field === path || problem.field.startsWith(`${path}.`) || problem.field.startsWith(`${path}[`));

const below = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Without an undefined field: what is left out has its default. */
function withKey(value: unknown, key: string, field: unknown): Record<string, unknown> {
  const { [key]: _before, ...rest } = objectOf(value);
  return field === undefined ? rest : { ...objectOf(value), [key]: field };
}

const hint = (schema: JsonSchema) => schema.description ?? undefined;

function StringField(props: FieldProps) {
  const { schema, value, label, onChange } = props;
  return (
    <TextInput
      label={words(label)}
      description={hint(schema)}
      placeholder={typeof schema.default === 'string' ? schema.default : ''}
      value={typeof value === 'string' ? value : ''}
      error={errorOf(props)}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
    />
  );
}

function NumberField(props: FieldProps) {
  const { schema, value, label, onChange } = props;
  const whole = schema.type === 'integer';
  return (
    <NumberInput
      label={words(label)}
      description={hint(schema)}
      placeholder={typeof schema.default === 'number' ? String(schema.default) : ''}
      value={typeof value === 'number' ? value : ''}
      error={errorOf(props)}
      allowDecimal={!whole}
      step={whole || (schema.maximum ?? 10) > 2 ? 1 : 0.05}
      hideControls
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
    />
  );
}

function BooleanField({ schema, value, label, onChange }: FieldProps) {
  return (
    <Checkbox
      size="xs"
      label={words(label)}
      description={hint(schema)}
      checked={typeof value === 'boolean' ? value : schema.default === true}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  );
}

function EnumField(props: FieldProps & { readonly options: readonly string[] }) {
  const { schema, value, label, onChange, options } = props;
  return (
    <Select
      label={words(label)}
      description={hint(schema)}
      placeholder={typeof schema.default === 'string' ? schema.default : 'none'}
      data={[...options]}
      value={typeof value === 'string' ? value : null}
      error={errorOf(props)}
      clearable
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}

function ChoiceField(props: FieldProps & { readonly branches: readonly JsonSchema[] }) {
  const { schema, value, label, onChange, branches } = props;
  const k = branchOf(branches, value);
  const choice = (
    <Select
      aria-label={`Form of ${words(label)}`}
      data={branches.map((branch, i) => ({ value: String(i), label: formName(branch) }))}
      value={value === undefined ? null : String(k)}
      placeholder="none"
      clearable
      onChange={(next) => onChange(next === null ? undefined : emptyOf(branches[Number(next)]))}
    />
  );
  const branch = branches[k];
  return (
    <div className="recipe-choice">
      <div>
        <div className="recipe-label">{words(label)}</div>
        {schema.description && <div className="recipe-hint">{schema.description}</div>}
      </div>
      {choice}
      {value !== undefined && <SchemaField {...props} schema={{ ...branch, description: '' }} />}
    </div>
  );
}

function TupleField(props: FieldProps & { readonly items: readonly JsonSchema[] }) {
  const { schema, value, label, path, onChange, items, problem } = props;
  const list = value === undefined ? listOf(schema.default) : listOf(value);
  const nested = items.some(isTuple);
  return (
    <div role="group" aria-label={words(label)}>
      <div className="recipe-label">{words(label)}</div>
      {schema.description && <div className="recipe-hint">{schema.description}</div>}
      <div className="recipe-tuple">
        {items.map((item, k) =>
          nested ? (
            <SchemaField
              // oxlint-disable-next-line react/no-array-index-key
              key={k}
              schema={item}
              label={['length', 'width', 'height'][k] ?? `${k + 1}`}
              path={`${path}[${k}]`}
              problem={problem}
              value={list[k]}
              onChange={(next) => onChange(items.map((each, j) => (j === k ? next : (list[j] ?? emptyOf(each)))))}
            />
          ) : (
            <NumberInput
              // oxlint-disable-next-line react/no-array-index-key
              key={k}
              aria-label={`${words(label)} ${items.length === 2 ? ['least', 'most'][k] : k + 1}`}
              value={typeof list[k] === 'number' ? list[k] : ''}
              error={problem?.field === `${path}[${k}]` ? problem.sentence : null}
              allowDecimal={item.type !== 'integer'}
              hideControls
              onChange={(next) => onChange(items.map((each, j) => (j === k ? next : (list[j] ?? emptyOf(each)))))}
            />
          ),
        )}
      </div>
      {errorOf(props) !== null && <div className="recipe-error">{errorOf(props)}</div>}
    </div>
  );
}

function ListField(props: FieldProps) {
  const { schema, value, label, path, problem, onChange } = props;
  const item = (isTuple(schema) ? undefined : (schema.items as JsonSchema | undefined)) ?? {};
  const list = value === undefined ? listOf(schema.default) : listOf(value);
  if (item.enum) {
    return (
      <MultiSelect
        size="xs"
        label={words(label)}
        description={hint(schema)}
        data={[...item.enum]}
        value={list.map(String)}
        error={holds(props) ? problem?.sentence : null}
        onChange={onChange}
      />
    );
  }
  if (item.type === 'string') {
    return (
      <TagsInput
        size="xs"
        label={words(label)}
        description={hint(schema)}
        value={list.map(String)}
        error={holds(props) ? problem?.sentence : null}
        onChange={(next) => onChange(next.length === 0 && schema.default === undefined ? undefined : next)}
      />
    );
  }
  return (
    <RecipeSection
      wrong={holds(props)}
      title={
        <>
          {words(label)} <span className="recipe-count">{list.length}</span>
        </>
      }
    >
      {schema.description && <div className="recipe-hint">{schema.description}</div>}
      {list.map((each, k) => (
        // Items have no names of their own.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={k} className="recipe-item">
          <SchemaField
            schema={item}
            label={`${label} ${k + 1}`}
            path={`${path}[${k}]`}
            problem={problem}
            value={each}
            onChange={(next) => onChange(list.map((old, j) => (j === k ? next : old)))}
          />
          <Remove name={`${words(label)} ${k + 1}`} run={() => onChange(list.filter((_, j) => j !== k))} />
        </div>
      ))}
      <Button variant="default" onClick={() => onChange([...list, emptyOf(item)])}>
        Add
      </Button>
    </RecipeSection>
  );
}

/** Of the whole recipe: for editors of text, and filled in when it is run. */
const NOT_EDITED: ReadonlySet<string> = new Set(['$schema', 'imported']);

function ObjectField(props: FieldProps) {
  const { schema, value, label, path, problem, onChange } = props;
  const shown = Object.entries(schema.properties ?? {}).filter(([key]) => path !== '' || !NOT_EDITED.has(key));
  const fields = shown.map(([key, field]) => (
    <SchemaField
      key={key}
      schema={field}
      label={key}
      path={below(path, key)}
      problem={problem}
      value={objectOf(value)[key]}
      onChange={(next) => onChange(withKey(value, key, next))}
    />
  ));
  if (path === '') return <>{fields}</>;
  return (
    <RecipeSection wrong={holds(props)} title={words(label)}>
      {schema.description && <div className="recipe-hint">{schema.description}</div>}
      {errorOf(props) !== null && <div className="recipe-error">{errorOf(props)}</div>}
      <div className="recipe-fields">{fields}</div>
    </RecipeSection>
  );
}

function RecordField(props: FieldProps) {
  const { schema, value, label, path, problem, onChange } = props;
  const item = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {};
  const entries = Object.entries(value === undefined ? objectOf(schema.default) : objectOf(value));
  const replace = (next: readonly (readonly [string, unknown])[]) => onChange(Object.fromEntries(next));
  return (
    <RecipeSection
      wrong={holds(props)}
      title={
        <>
          {words(label)} <span className="recipe-count">{entries.length}</span>
        </>
      }
    >
      {schema.description && <div className="recipe-hint">{schema.description}</div>}
      {errorOf(props) !== null && <div className="recipe-error">{errorOf(props)}</div>}
      {entries.map(([key, each], k) => (
        // A key that is being typed changes with every letter.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={k} className="recipe-entry">
          <TextInput
            aria-label={`Name of ${words(label)} ${k + 1}`}
            value={key}
            onChange={({ currentTarget }) =>
              replace(entries.map((entry, j) => (j === k ? [currentTarget.value, each] : entry)))
            }
          />
          <SchemaField
            schema={item}
            label={key}
            path={below(path, key)}
            problem={problem}
            value={each}
            onChange={(next) => replace(entries.map((entry, j) => (j === k ? [key, next ?? emptyOf(item)] : entry)))}
          />
          <Remove name={key} run={() => replace(entries.filter((_, j) => j !== k))} />
        </div>
      ))}
      <Button variant="default" onClick={() => replace([...entries, ['', emptyOf(item)]])}>
        Add
      </Button>
    </RecipeSection>
  );
}

function Remove({ name, run }: { readonly name: string; readonly run: () => void }) {
  return (
    <Tooltip label={`Remove ${name}`}>
      <ActionIcon aria-label={`Remove ${name}`} onClick={run}>
        <IconTrash size={14} />
      </ActionIcon>
    </Tooltip>
  );
}
