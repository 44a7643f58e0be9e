import { Button } from 'react-aria-components';
import type { OwnContact, OwnSite, SiteArea } from '../api/agency';
import { Choice } from '../ui/Choice';
import { Tick } from '../ui/Tick';
import { Line } from './Line';
import { dropEmpty, without } from './form';
import { useAgencyTexts } from './texts';

interface PartProps<Entry> {
  value: Entry[];
  errors: Partial<Record<string, string>>;
  onChange: (entries: Entry[]) => void;
}

const addressLines = ['name', 'address_1', 'address_2', 'city', 'state_province', 'postal_code', 'country', 'transportation'] as const;

/** Where the doors are. Of a hidden one nothing is asked but the area that may be known. */
export function Sites({ value, errors, onChange }: PartProps<OwnSite>) {
  const { text } = useAgencyTexts();
  const put = (at: number, next: OwnSite) => {
    onChange(value.map((site, other) => (other === at ? next : site)));
  };
  return (
    <fieldset className="agency-part">
      <legend>{text('sites')}</legend>
      {value.map((site, at) => {
        const base = `/sites/${at}`;
        const area: SiteArea = site.area ?? { name: '', lat: null, lon: null, radius_km: null };
        const setArea = (next: Partial<SiteArea>) => {
          const made = { ...area, ...next };
          const rest = without(site, 'area');
          put(at, made.name === '' && made.lat === null && made.lon === null && made.radius_km === null ? rest : { ...rest, area: made });
        };
        return (
          <fieldset key={site.id ?? at} className="agency-entry">
            <legend>{text('site_line', { n: at + 1 })}</legend>
            <Tick
              label={text('site_hide')}
              on={site.hidden === true}
              onChange={(hidden) => {
                put(at, { ...(site.id === undefined ? {} : { id: site.id }), hidden });
              }}
            />
            {site.hidden === true ? (
              <>
                <p>{text('site_hide_note')}</p>
                <Line label={text('area_name')} most={200} pointer={`${base}/area/name`} value={area.name} error={errors[`${base}/area/name`]} onChange={(name) => { setArea({ name }); }} />
                {(['lat', 'lon', 'radius_km'] as const).map((member) => (
                  <NumberLine key={member} label={text(`area_${member}`)} pointer={`${base}/area/${member}`} value={area[member]} error={errors[`${base}/area/${member}`]} onChange={(number) => { setArea({ [member]: number }); }} />
                ))}
              </>
            ) : (
              <>
                {addressLines.map((member) => (
                  <Line key={member} label={text(`site_${member}`)} most={200} pointer={`${base}/${member}`} value={site[member] ?? ''} error={errors[`${base}/${member}`]} onChange={(next) => { put(at, dropEmpty({ ...site, [member]: next }, [member])); }} />
                ))}
                {(['latitude', 'longitude'] as const).map((member) => (
                  <NumberLine
                    key={member}
                    label={text(`site_${member}`)}
                    pointer={`${base}/${member}`}
                    value={site[member] ?? null}
                    error={errors[`${base}/${member}`]}
                    onChange={(number) => {
                      const rest = without(site, member);
                      put(at, number === null ? rest : { ...rest, [member]: number });
                    }}
                  />
                ))}
              </>
            )}
            <Button className="button button-second" onPress={() => { onChange(value.filter((_, other) => other !== at)); }}>
              {text('site_remove', { n: at + 1 })}
            </Button>
          </fieldset>
        );
      })}
      <Button className="button button-second" onPress={() => { onChange([...value, { hidden: false }]); }}>
        {text('site_add')}
      </Button>
    </fieldset>
  );
}

/** Digits as typed; what is no number yet is none. */
function NumberLine({ value, onChange, ...line }: { label: string; pointer: string; value: number | null; error: string | undefined; onChange: (value: number | null) => void }) {
  return (
    <Line
      {...line}
      most={12}
      commits
      value={value === null ? '' : String(value)}
      onChange={(typed) => {
        const number = Number(typed.replace(',', '.').trim());
        onChange(typed.trim() === '' || !Number.isFinite(number) ? null : number);
      }}
    />
  );
}

/** Whom to ask for first, and who stands in. */
export function Contacts({ value, errors, onChange }: PartProps<OwnContact>) {
  const { text } = useAgencyTexts();
  return (
    <fieldset className="agency-part">
      <legend>{text('contacts')}</legend>
      {value.map((contact, at) => {
        const base = `/contacts/${at}`;
        const set = (next: Partial<OwnContact>) => {
          const made = { ...contact, ...next };
          onChange(value.map((each, other) => (other === at ? dropEmpty(made, ['name', 'title', 'number', 'hours', 'role', 'message']) : each)));
        };
        return (
          <fieldset key={contact.id ?? at} className="agency-entry">
            <legend>{text('contact_line', { n: at + 1 })}</legend>
            <Choice
              label={text('contact_role')}
              value={contact.role ?? 'other'}
              choices={(['primary', 'backup', 'other'] as const).map((role) => ({ value: role, label: text(`role_${role}`) }))}
              onChange={(role) => {
                const rest = without(contact, 'role');
                onChange(value.map((each, other) => (other === at ? (role === 'other' ? rest : { ...rest, role }) : each)));
              }}
            />
            {(['name', 'title', 'number', 'hours'] as const).map((member) => (
              <Line key={member} label={text(`contact_${member}`)} most={member === 'number' ? 40 : 200} pointer={`${base}/${member}`} value={contact[member] ?? ''} error={errors[`${base}/${member}`]} onChange={(next) => { set({ [member]: next }); }} />
            ))}
            <Message value={contact.message} onChange={(message) => {
              const rest = without(contact, 'message');
              onChange(value.map((each, other) => (other === at ? (message === undefined ? rest : { ...rest, message }) : each)));
            }} />
            <Button className="button button-second" onPress={() => { onChange(value.filter((_, other) => other !== at)); }}>
              {text('contact_remove', { n: at + 1 })}
            </Button>
          </fieldset>
        );
      })}
      <Button className="button button-second" onPress={() => { onChange([...value, { role: value.some(({ role }) => role === 'primary') ? 'backup' : 'primary' }]); }}>
        {text('contact_add')}
      </Button>
    </fieldset>
  );
}

/** May one leave a message there? Not said reads as unknown. */
export function Message({ value, onChange }: { value: 'yes' | 'no' | undefined; onChange: (value: 'yes' | 'no' | undefined) => void }) {
  const { text } = useAgencyTexts();
  return (
    <Choice
      label={text('message')}
      value={value ?? 'unknown'}
      choices={(['unknown', 'yes', 'no'] as const).map((each) => ({ value: each, label: text(`message_${each}`) }))}
      onChange={(next) => {
        onChange(next === 'unknown' ? undefined : next);
      }}
    />
  );
}
