import { useEffect, useState, type ReactNode } from 'react';

interface Props {
  readonly title: ReactNode;
  /** Whether something in it is wrong: it opens, and stays open when that has been mended. */
  readonly wrong: boolean;
  readonly children: ReactNode;
}

/** Part of the recipe's form that can be folded. */
export function RecipeSection({ title, wrong, children }: Props) {
  const [open, setOpen] = useState(wrong);
  useEffect(() => {
    if (wrong) setOpen(true);
  }, [wrong]);
  return (
    <details className="recipe-section" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
