import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { Tree, TreeItem, TreeItemContent } from 'react-aria-components/Tree';
import { useText } from '../text.tsx';
import { childrenOf } from '../tree.ts';
import { InLanguage, type Naming, type Option } from './shared.tsx';

interface TreePickerProps extends Naming {
  options: readonly Option[];
  /** Id of what is chosen, '' for nothing. */
  value: string;
  /** What choosing nothing is called. */
  none: string;
  onChange: (value: string) => void;
}

/** One of a tree: a button says what is chosen; below it words narrow the tree, arrow keys walk, fold and choose. */
export function TreePicker({ options, value, none, onChange, id, ...naming }: TreePickerProps) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const shownId = useId();
  const sought = words.trim().toLowerCase();
  const tree = useMemo(() => sifted(options, sought), [options, sought]);
  const list = useRef<HTMLDivElement>(null);
  const choose = (chosen: string) => {
    onChange(chosen);
    setOpen(false);
  };
  /** Down leads into the tree; Enter takes the first that holds the words, unless it ends the writing of a word. */
  const walk = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    if (event.key === 'ArrowDown') list.current?.querySelector<HTMLElement>('[role="row"]')?.focus();
    else if (sought !== '') {
      const first = options.find((option) => option.name.toLowerCase().includes(sought));
      if (first) choose(first.id);
    }
  };
  const shown = value === '' ? none : (options.find((option) => option.id === value)?.name ?? value);
  const { 'aria-labelledby': labelledBy, 'aria-label': label, 'aria-describedby': describedBy } = naming;
  const name = label ?? t('选择', 'Choose');
  const item = (option: Option) => (
    <TreeItem key={option.id} id={option.id} textValue={option.name} className="picker-item">
      <TreeItemContent>
        {({ hasChildItems, isExpanded, isSelected, level }) => (
          <span className="tree-line" style={{ paddingInlineStart: `${(level - 1) * 1.2}rem` }}>
            {hasChildItems ? (
              <Button slot="chevron" className="picker-button">
                {isExpanded ? '▾' : '▸'}
              </Button>
            ) : (
              <i aria-hidden="true" />
            )}
            {option.name}
            <i aria-hidden="true">{isSelected ? '✓' : ''}</i>
          </span>
        )}
      </TreeItemContent>
      {tree(option.id).map(item)}
    </TreeItem>
  );
  return (
    <InLanguage>
      <DialogTrigger
        isOpen={open}
        onOpenChange={(on) => {
          setOpen(on);
          setWords('');
        }}
      >
        <Button
          {...(id !== undefined && { id })}
          className="field tree-button"
          aria-haspopup="dialog"
          {...(labelledBy ? { 'aria-labelledby': `${labelledBy} ${shownId}` } : { 'aria-label': `${name} ${shown}` })}
          {...(describedBy && { 'aria-describedby': describedBy })}
        >
          <span id={shownId}>{shown}</span> <i aria-hidden="true">▾</i>
        </Button>
        <Popover className="picker-popover is-list" placement="bottom start">
          <Dialog aria-label={name}>
            <input
              className="field"
              type="search"
              autoFocus
              value={words}
              aria-label={t('找一找', 'Search')}
              placeholder={t('找一找', 'Search')}
              onChange={(event) => setWords(event.target.value)}
              onKeyDown={walk}
            />
            <Tree
              ref={list}
              // A new sift shows everything that it found, whatever was folded before.
              key={words}
              aria-label={name}
              selectionMode="single"
              selectionBehavior="replace"
              selectedKeys={[value]}
              defaultExpandedKeys={options.map((option) => option.id)}
              renderEmptyState={() => <p className="soft">{t('没有找到', 'Nothing found')}</p>}
              onSelectionChange={(keys) => choose(keys === 'all' ? value : String([...keys][0] ?? value))}
            >
              {words === '' && item({ id: '', name: none })}
              {tree(null).map(item)}
            </Tree>
          </Dialog>
        </Popover>
      </DialogTrigger>
    </InLanguage>
  );
}

/** What stands below each option, of those whose name, or the name of one below them, holds the words. */
function sifted(options: readonly Option[], words: string): (parent: string | null) => readonly Option[] {
  const below = childrenOf(options.map(({ parent = null, ...option }) => ({ ...option, parent })));
  const found = (option: Option): boolean => option.name.toLowerCase().includes(words) || below(option.id).some(found);
  return words === '' ? below : (parent) => below(parent).filter(found);
}
