import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { CapacityLine } from '../answer/CapacityLine';
import { FailureNote } from '../answer/FailureNote';
import { Quoted } from '../answer/Quoted';
import type { ServicePage } from '../api/types';
import type { QuestionProps } from '../question/props';
import type { AvoidedOrganization } from '../state/question';
import { ReportForm } from '../handover/ReportForm';
import { useSession } from '../signin/use_session';
import { ChooseButton } from '../shortlist/ChooseButton';
import { useTexts } from '../text/texts';
import { Fold } from '../ui/Fold';
import { Icon } from '../ui/Icon';
import { standAt } from '../ui/stand_at';
import { useService } from './use_service';
import { ServiceDetails } from './ServiceDetails';

/** For staff alone: loaded when it is opened. */
const ToldForm = lazy(async () => ({ default: (await import('../told/ToldForm')).ToldForm }));

interface ServiceViewProps extends Pick<QuestionProps, 'dispatch'> {
  id: string;
  onBack: () => void;
}

/** One service's page, in place of the list: the way out stays in sight, and the address stays the same. */
export function ServiceView({ id, dispatch, onBack }: ServiceViewProps) {
  const { text, language } = useTexts();
  const { state, again, openFor } = useService(id, language);
  const { account } = useSession();
  const records = account !== null && !account.must_set_up_code && (account.role === 'worker' || account.role === 'reviewer');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (heading.current !== null) standAt(heading.current);
  }, [state.kind]);

  return (
    <article className="service" aria-busy={state.kind === 'loading'}>
      <Button className="button button-second service-back" onPress={onBack}>
        <Icon name="back" />
        {text('back_to_answer')}
      </Button>
      {state.kind === 'loading' && (
        <h2 ref={heading} tabIndex={-1} className="service-name">
          {text('busy')}
        </h2>
      )}
      {state.kind === 'failed' && <FailureNote failure={state.failure} headingRef={heading} onAgain={again} />}
      {state.kind === 'say_what_for' && (
        <>
          <h2 ref={heading} tabIndex={-1} className="service-name">
            {text('staff_listing_title')}
          </h2>
          <p>{text('staff_listing_hint')}</p>
          <div className="buttons">
            {(['participant', 'upkeep'] as const).map((reason) => (
              <Button
                key={reason}
                className="button button-second"
                onPress={() => {
                  openFor(reason);
                }}
              >
                {text(`staff_listing_${reason}`)}
              </Button>
            ))}
          </div>
        </>
      )}
      {state.kind === 'withdrawn' && (
        <>
          <h2 ref={heading} tabIndex={-1} className="service-name">
            {state.service.name}
          </h2>
          <p>{text('withdrawn')}</p>
        </>
      )}
      {state.kind === 'loaded' && (
        <>
          <ServiceHead page={state.page}>
            <h2 ref={heading} tabIndex={-1} className="service-name">
              <Quoted text={state.page.name} language={state.page.name_language ?? null} quiet />
            </h2>
          </ServiceHead>
          <ChooseButton
            service={{ id, name: state.page.name, nameLanguage: state.page.name_language ?? null, organization: state.page.organization?.name ?? null }}
          />
          <ServiceDetails page={state.page} />
          <Fold title={text('report_title')} level={3} icon="speech">
            <ReportForm serviceId={id} />
          </Fold>
          {records && (
            <Fold title={text('told_record_title')} level={3} icon="phone">
              <Suspense fallback={<p>{text('busy')}</p>}>
                <ToldForm service={id} />
              </Suspense>
            </Fold>
          )}
          {state.page.organization !== null && (
            <KeepAwayFrom
              organization={state.page.organization}
              onKeepAway={(organization) => {
                dispatch({ type: 'avoid_organization', organization });
                onBack();
              }}
            />
          )}
        </>
      )}
    </article>
  );
}

interface KeepAwayFromProps {
  organization: AvoidedOrganization;
  onKeepAway: (organization: AvoidedOrganization) => void;
}

function KeepAwayFrom({ organization: { id, name }, onKeepAway }: KeepAwayFromProps) {
  const { text } = useTexts();
  return (
    <Button
      className="button button-plain service-avoid"
      onPress={() => {
        onKeepAway({ id, name });
      }}
    >
      <Icon name="away" />
      {text('avoid_organization', { name })}
    </Button>
  );
}

function ServiceHead({ page, children }: { page: ServicePage; children: ReactNode }) {
  const { text } = useTexts();
  return (
    <header className="service-head">
      {children}
      {page.organization !== null && page.organization.name !== page.name && <p className="card-organization">{page.organization.name}</p>}
      {page.status !== 'active' && <p className="note note-strong">{text('status_not_active', { status: page.status })}</p>}
      <CapacityLine capacity={page.capacity} />
      {page.alert !== null && page.alert !== '' && <p className="note note-strong">{page.alert}</p>}
      {page.needs.length > 0 && (
        <ul className="chips" aria-label={text('service_needs')}>
          {page.needs.map(({ id, label }) => (
            <li key={id}>
              <span className="chip">{label}</span>
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}
