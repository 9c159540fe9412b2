import { ConfigProvider } from 'antd';
import type { ReactNode } from 'react';
import { useText } from './text.tsx';

const theme = {
  token: {
    colorPrimary: '#2f7f73',
    colorInfo: '#2f7f73',
    colorLink: '#25675d',
    colorTextBase: '#1d2320',
    colorBorder: '#8b8f86',
    colorBorderSecondary: '#e3e1d8',
    colorTextPlaceholder: '#5d6862',
    colorTextDisabled: '#66706b',
    borderRadius: 4,
    fontSize: 14,
    fontFamily: 'inherit',
    motion: false,
  },
};

/** Ant Design in Lantu's colours and the reader's language. Import it only from lazily loaded parts: it is heavy. */
export function AntdFrame({ children }: { children: ReactNode }) {
  const { t } = useText();
  return (
    <ConfigProvider theme={theme} renderEmpty={() => t('没有可选的', 'Nothing to choose')}>
      {children}
    </ConfigProvider>
  );
}
