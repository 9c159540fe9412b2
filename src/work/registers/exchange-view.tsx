import { isMade } from '../../core/register/index.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { addressOf } from '../../ui/call.ts';
import { ImportPanel } from '../../ui/import-panel.tsx';
import { useReader } from '../../ui/session.ts';
import { useText } from '../../ui/text.tsx';
import { exportRecords } from './api.ts';
import { FilterBar } from './filter-bar.tsx';
import { useRegister } from './use-register.ts';

/** The register as a sheet and back: download, fill in, upload or paste; the same file twice changes nothing. */
export function ExchangeView() {
  const { t } = useText();
  const { data, params, mayWrite } = useRegister();
  const { filter } = useSearch({ from: '/$jurisdiction/registers/$register' });
  const queries = useQueryClient();
  const inside = useReader().capabilities.includes('evidence.read');
  const address = (format: 'xlsx' | 'csv') => addressOf(exportRecords.path, params, { format, filter });
  const carried = data.type.fields.filter((field) => !isMade(field) && field.type !== 'file');
  const columns = carried.map((field) => (field.unit ? `${field.name.zh}（${field.unit}）` : field.name.zh));
  return (
    <>
      {inside && (
        <section className="card exchange-out">
          <h2>{t('导出', 'Export')}</h2>
          <FilterBar />
          <p className="soft">
            {filter === undefined
              ? t('导出你能看到的全部记录。', 'All records that you may see.')
              : t('只导出符合条件的记录。', 'Only the records that match.')}
            {t(
              '表里带着选项、单位和记录编号，改好后可以原样传回来；个人信息只导出一部分，不改就保持原样。',
              ' The sheet carries choices, units and record ids and can be uploaded again; personal data are masked and stay as they are unless changed.',
            )}
          </p>
          <p className="head-actions">
            <a className="button" href={address('xlsx')} download>
              {t('导出 xlsx', 'Export as xlsx')}
            </a>
            <a className="button" href={address('csv')} download>
              {t('导出 csv', 'Export as csv')}
            </a>
          </p>
        </section>
      )}
      {mayWrite && (
        <section aria-label={t('导入', 'Import')} className="exchange-in">
          <h2>{t('导入', 'Import')}</h2>
          <p>
            <a
              className="button"
              href={addressOf(exportRecords.path, params, { format: 'xlsx', template: 'true' })}
              download
            >
              {t('下载空白模板', 'Download an empty form')}
            </a>
          </p>
          <ImportPanel
            jurisdiction={params.jurisdiction}
            target={{ register: params.register }}
            grid={{ columns, rows: [] }}
            onDone={() => void queries.invalidateQueries()}
          />
        </section>
      )}
    </>
  );
}
