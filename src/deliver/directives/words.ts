import type { DirectiveLevel, DirectiveState } from '../../core/directive/index.ts';
import type { Text } from '../../core/measure/index.ts';

/** Official words of directives. */
export const stateNames: Readonly<Record<DirectiveState, Text>> = {
  issued: { zh: '待签收', en: 'Issued' },
  received: { zh: '已签收', en: 'Received' },
  planned: { zh: '整改中', en: 'Being worked on' },
  returned: { zh: '已退回', en: 'Returned' },
  answered: { zh: '待核销', en: 'Answered' },
  closed: { zh: '已销号', en: 'Closed' },
  withdrawn: { zh: '已撤销', en: 'Withdrawn' },
};

export const levelNames: Readonly<Record<DirectiveLevel, Text>> = {
  none: { zh: '未定级', en: 'No level' },
  blue: { zh: '蓝单', en: 'Blue' },
  orange: { zh: '橙单', en: 'Orange' },
  red: { zh: '红单', en: 'Red' },
};
