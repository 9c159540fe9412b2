import type { Text } from '../../core/measure/index.ts';
import type { ChannelKind } from './channels.ts';

export const channelNames: Readonly<Record<ChannelKind, Text>> = {
  wecom: { zh: '企业微信群机器人', en: 'WeCom robot' },
  dingtalk: { zh: '钉钉群机器人', en: 'DingTalk robot' },
  feishu: { zh: '飞书群机器人', en: 'Feishu robot' },
  webhook: { zh: '签名回调', en: 'Signed webhook' },
  email: { zh: '邮件', en: 'E-mail' },
};
