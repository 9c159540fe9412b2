import { useText } from './text.tsx';

interface SortHeadProps {
  name: string;
  label: string;
  sort: string | undefined;
  desc: boolean;
  onSort: (name: string, desc: boolean) => void;
  number?: boolean;
}

/** A column head that sorts: once up, again down. The order lives in the address of the page. */
export function SortHead({ name, label, sort, desc, onSort, number = false }: SortHeadProps) {
  const { t } = useText();
  const on = sort === name;
  return (
    <th scope="col" className={number ? 'n' : undefined} aria-sort={on ? (desc ? 'descending' : 'ascending') : 'none'}>
      <button type="button" title={t('排序', 'Sort')} onClick={() => onSort(name, on && !desc)}>
        {label}
      </button>
    </th>
  );
}
