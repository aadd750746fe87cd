using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Replication;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Records;

namespace Platen.Grains.Sites;

/// <summary>Agents: tokens, certificates, revocation, heartbeats (AU32, NW06).</summary>
internal sealed partial class SiteGrain
{
    /// <summary>Agents whose refusals are told apart; a certificate of our CA names its agent, so there are not many.</summary>
    private const int RefusedAgentsMax = 64;

    private static readonly TimeSpan RefusedEvery = TimeSpan.FromHours(1);
    private readonly Dictionary<AgentId, DateTimeOffset> _refused = [];

    /// <summary>How often a heartbeat is written to the record.</summary>
    private static readonly TimeSpan LastSeenEvery = TimeSpan.FromMinutes(1);

    public async Task<AddAgentResult> AddAgentAsync(AddAgent command, Actor actor, CancellationToken cancellationToken)
    {
        var validFor = command.TokenValidFor ?? SiteRules.TokenValid;
        if (await WhyNotAddAsync(validFor, actor, cancellationToken) is { } refusal)
        {
            return new AddAgentResult { Result = refusal };
        }

        var token = EnrolmentToken.Create(Tenant, Id, command.Agent, authority.PublicKeySha256);
        var expires = Now + validFor;
        var result = await WriteAgentAsync(command.Agent, row => Add(row, command, token, expires, actor), cancellationToken);
        return result.IsDone ? new AddAgentResult { Result = result, Token = token.ToText(), Expires = expires } : new AddAgentResult { Result = result };
    }

    public async Task<EnrolResult> EnrolAsync(EnrolAgent command, CancellationToken cancellationToken)
    {
        if (!EnrolmentToken.TryParse(command.Token, out var token) || token.Tenant != Tenant || token.Site != Id)
        {
            return new EnrolResult { Code = EnrolCode.TokenUnknown, Message = "The token is not one of this site; copy it whole from the console." };
        }

        var result = EnrolResult(EnrolCode.Refused, token.Agent);
        var written = await WriteAgentAsync(token.Agent, row => Draft(Certificates.Enrol(row, token, command, Now), command.Origin, "agent.enrolled", out result), cancellationToken);
        return await FinishAsync(result, written, command.Origin, cancellationToken);
    }

    public async Task<EnrolResult> RenewAsync(RenewAgent command, CancellationToken cancellationToken)
    {
        var result = EnrolResult(EnrolCode.Refused, command.Agent);
        var written = await WriteAgentAsync(command.Agent, row => Draft(Certificates.Renew(row, command), "", "agent.renewed", out result), cancellationToken);
        return await FinishAsync(result, written, "", cancellationToken);
    }

    public async Task<CommandResult> RevokeAgentAsync(AgentId agent, Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.HasAt(actor, Right.EditSites, Id))
        {
            return Refusals.Needs(Right.EditSites);
        }

        return await WriteAgentAsync(agent, row => Revoke(row, agent, actor), cancellationToken);
    }

    public async Task<AgentAuthorization> AuthorizeAgentAsync(AgentId agent, string certificateSerial, CancellationToken cancellationToken)
    {
        if (await CurrentAsync(agent, cancellationToken) is not { } row)
        {
            return AgentAuthorization.Unknown;
        }

        if (row.Revoked || !SiteRules.IsCurrent(row, certificateSerial))
        {
            return row.Revoked ? AgentAuthorization.Revoked : AgentAuthorization.Superseded;
        }

        if (row.PreviousCertificateSerial.Length > 0 && certificateSerial.Equals(row.CertificateSerial, StringComparison.OrdinalIgnoreCase))
        {
            await WriteAgentAsync(agent, RetireOld, cancellationToken);
        }

        return AgentAuthorization.Ok;
    }

    public async Task<AgentAuthorization> AuthorizeCertificateAsync(AgentCertificate certificate, CancellationToken cancellationToken)
    {
        var answer = await AuthorizeAgentAsync(certificate.Agent, certificate.Serial, cancellationToken);
        if (answer != AgentAuthorization.Superseded || !IsNewer(await RefreshAsync(certificate.Agent, cancellationToken), certificate))
        {
            await NoteRefusedAsync(certificate, answer, cancellationToken);
            return answer;
        }

        LogCertificateAdopted(certificate.Agent);
        await WriteAgentAsync(certificate.Agent, row => IsNewer(row, certificate) ? AdoptCertificate(row!, certificate) : AgentDraft.Nothing(), cancellationToken);
        return await AuthorizeAgentAsync(certificate.Agent, certificate.Serial, cancellationToken);
    }

    // an agent that was shut out tries again and again: an entry an hour says so (LG04)
    private async Task NoteRefusedAsync(AgentCertificate certificate, AgentAuthorization answer, CancellationToken cancellationToken)
    {
        if (answer == AgentAuthorization.Ok || _refused.TryGetValue(certificate.Agent, out var at) && Now - at < RefusedEvery || _refused.Count >= RefusedAgentsMax && !_refused.ContainsKey(certificate.Agent) || await RowAsync(cancellationToken) is null)
        {
            return;
        }

        _refused[certificate.Agent] = Now;
        var audit = ConsoleCommit.Audit(
            Actor.Agent(certificate.Agent, Id.Value), Now, "agent.certificate-refused", $"agent:{certificate.Agent}", success: false,
            ("reason", answer.ToString()), ("serial", FactBounds.Text(certificate.Serial, FactBounds.NameMax)));
        await CommitAsync(ConsoleCommit.Of(Tenant, [], audit), cancellationToken);
    }

    public async Task HeartbeatAsync(AgentHeartbeat heartbeat, CancellationToken cancellationToken)
    {
        if (Find(heartbeat.Agent) is not { Revoked: false } row)
        {
            return;
        }

        _heartbeats = _heartbeats.SetItem(heartbeat.Agent, (Merged(heartbeat), Now));
        if (row.LastSeen is null || Now - row.LastSeen >= LastSeenEvery)
        {
            var version = heartbeat.AgentVersion.Length > 0 ? FactBounds.Text(heartbeat.AgentVersion, FactBounds.NameMax) : row.AgentVersion;
            var sample = await SampleAsync(row, Merged(heartbeat), cancellationToken);
            await WriteAgentAsync(
                heartbeat.Agent, agent => agent is null ? AgentDraft.Nothing() : Seen(agent, version) with { Sample = sample }, cancellationToken);
        }
    }

    // LG02: an upgrade is on record, and so is the way back
    private AgentDraft Seen(SiteAgent agent, string version)
    {
        var next = agent with { LastSeen = Now, AgentVersion = version };
        return agent.AgentVersion.Length == 0 || agent.AgentVersion == version
            ? AgentDraft.Write(next)
            : AgentDraft.Write(next, ConsoleCommit.Audit(Actor.Agent(agent.Id, ""), Now, "agent.version-changed", $"agent:{agent.Id}", details: [("site", Id.Value), ("before", agent.AgentVersion), ("after", version)]));
    }

    private static EnrolResult EnrolResult(EnrolCode code, AgentId agent) => new() { Code = code, Agent = agent };

    private AgentDraft Draft((EnrolResult Result, SiteAgent? Next) decision, string origin, string action, out EnrolResult result)
    {
        result = decision.Result;
        if (decision.Next is not { } next)
        {
            return AgentDraft.Nothing();
        }

        var audit = ConsoleCommit.Audit(
            Actor.Agent(next.Id, FactBounds.Text(origin, FactBounds.AddressMax)), Now, action, $"agent:{next.Id}", details: [("site", Id.Value), ("certificate", next.CertificateSerial)]);
        return AgentDraft.Write(next, audit, AgentFeed(next.Id));
    }

    private async Task<EnrolResult> FinishAsync(EnrolResult result, CommandResult written, string origin, CancellationToken cancellationToken)
    {
        if (!written.IsDone)
        {
            return result with { Code = EnrolCode.Refused, Message = written.Messages[0], Certificate = [], CaCertificate = [] };
        }

        if (result.Code != EnrolCode.Enrolled)
        {
            var actor = Actor.Anonymous(FactBounds.Text(origin, FactBounds.AddressMax));
            var audit = ConsoleCommit.Audit(actor, Now, "agent.enrol-refused", $"agent:{result.Agent}", success: false, ("site", Id.Value), ("reason", result.Code.ToString()));
            await CommitAsync(ConsoleCommit.Of(Tenant, [], audit), cancellationToken);
        }

        return result;
    }

    private async Task<CommandResult> WriteAgentAsync(AgentId agent, Func<SiteAgent?, AgentDraft> decide, CancellationToken cancellationToken)
    {
        for (var decision = 0; decision < DecisionsMax; decision++)
        {
            var row = await CurrentAsync(agent, cancellationToken);
            var draft = decide(row);
            if (draft.Next is not { } wanted)
            {
                return draft.Result;
            }

            var next = wanted with { Version = (row?.Version ?? 0) + 1 };
            var commit = new Commit
            {
                Tenant = Tenant,
                AuditChain = ConsoleCommit.Chain,
                Changes = draft.Sample is { } sample
                    ? [new AgentChange(next) { ExpectedVersion = row?.Version ?? 0 }, new AgentSampled(sample) { ExpectedVersion = 0 }]
                    : [new AgentChange(next) { ExpectedVersion = row?.Version ?? 0 }],
                Audit = draft.Audit is null ? [] : [draft.Audit],
                Feed = draft.Feed is null ? [] : [draft.Feed],
            };
            if ((await CommitAsync(commit, cancellationToken)).Code == CommitCode.Committed)
            {
                Keep(next);
                return draft.Result;
            }
        }

        return CommandResult.Not(CommandCode.Contended, "The agent's record was changed by others again and again at the same time; try again.");
    }

    private async Task<CommandResult?> WhyNotAddAsync(TimeSpan validFor, Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.HasAt(actor, Right.EditSites, Id))
        {
            return Refusals.Needs(Right.EditSites);
        }

        if (await RowAsync(cancellationToken) is null)
        {
            return Refusals.NotFound($"site '{Id}'");
        }

        var errors = SiteRules.CheckTokenTime(validFor);
        return errors.Length > 0 ? CommandResult.Not(CommandCode.Invalid, errors) : null;
    }

    private AgentDraft Add(SiteAgent? row, AddAgent command, EnrolmentToken token, DateTimeOffset expires, Actor actor)
    {
        if (row is null && _agents.Count >= SiteRules.AgentsMax)
        {
            return AgentDraft.Refuse(CommandCode.Refused, $"The site has {SiteRules.AgentsMax} agents already.");
        }

        if (row is not null && (row.CertificateSerial.Length > 0 || row.Revoked) && !command.EnrolAgain)
        {
            return AgentDraft.Refuse(
                CommandCode.Refused, $"The agent '{row.Id}' was enrolled before. A new machine takes a new id; the same machine with its data folder may enrol again if you say so.");
        }

        var next = (row ?? new SiteAgent { Tenant = Tenant, Site = Id, Id = command.Agent }) with { EnrolmentTokenSha256 = token.Sha256(), EnrolmentTokenExpires = expires };
        return AgentDraft.Write(next, ConsoleCommit.Audit(actor, Now, row is null ? "agent.added" : "agent.token-issued", $"agent:{command.Agent}", details: [("site", Id.Value)]), AgentFeed(command.Agent));
    }

    private AgentDraft Revoke(SiteAgent? row, AgentId agent, Actor actor)
    {
        if (row is null)
        {
            return AgentDraft.Refuse(CommandCode.NotFound, $"There is no agent '{agent}' at site '{Id}'.");
        }

        return row.Revoked && row.EnrolmentTokenSha256.Length == 0
            ? AgentDraft.Nothing()
            : AgentDraft.Write(
                row with { Revoked = true, EnrolmentTokenSha256 = "", EnrolmentTokenExpires = null },
                ConsoleCommit.Audit(actor, Now, "agent.revoked", $"agent:{agent}", details: [("site", Id.Value)]),
                AgentFeed(agent));
    }

    // Certificates live equally long, so one that ends later was issued later: what replaced it is not on record, but it replaced what is.
    private static bool IsNewer(SiteAgent? row, AgentCertificate certificate) =>
        row is { Revoked: false, CertificateExpires: { } known } && !SiteRules.IsCurrent(row, certificate.Serial) && certificate.Expires > known;

    private AgentDraft AdoptCertificate(SiteAgent row, AgentCertificate certificate) => AgentDraft.Write(
        row with { CertificateSerial = certificate.Serial, PreviousCertificateSerial = "", CertificateExpires = certificate.Expires },
        ConsoleCommit.Audit(Actor.Agent(row.Id, ""), Now, "agent.certificate-adopted", $"agent:{row.Id}", details: [("site", Id.Value), ("certificate", certificate.Serial)]),
        AgentFeed(row.Id));

    private static AgentDraft RetireOld(SiteAgent? row) =>
        row is null || row.PreviousCertificateSerial.Length == 0 ? AgentDraft.Nothing() : AgentDraft.Write(row with { PreviousCertificateSerial = "" });

    private async Task<AgentSample> SampleAsync(SiteAgent row, AgentHeartbeat heartbeat, CancellationToken cancellationToken)
    {
        // an agent of before does not say how far its replica is
        var (behind, oldest) = heartbeat.ChangesApplied > 0 ? await replication.BehindAsync(Tenant, Id, heartbeat.ChangesApplied, cancellationToken) : (0, null);
        var waiting = Math.Max(0, heartbeat.JournalLastSequence - row.EventsCommitted);
        var skew = heartbeat.Clock == default ? TimeSpan.Zero : heartbeat.Clock - Now;
        return new AgentSample
        {
            Tenant = Tenant,
            Site = Id,
            Agent = row.Id,
            At = Now,
            EventsWaiting = waiting,
            EventsLag = waiting > 0 && heartbeat.WaitingSince is { } since && heartbeat.Clock > since ? heartbeat.Clock - since : TimeSpan.Zero,
            ChangesApplied = heartbeat.ChangesApplied,
            ChangesBehind = behind,
            ChangesLag = oldest is { } made && made < Now ? Now - made : TimeSpan.Zero,
            ClockSkew = skew,
            SpoolBytes = heartbeat.SpoolBytes,
            SpoolFreeBytes = heartbeat.SpoolFreeBytes,
            DocumentsSending = heartbeat.DocumentsSending,
            DocumentsFetching = heartbeat.DocumentsFetching,
        };
    }

    // What a heartbeat leaves out, the one before said.
    private AgentHeartbeat Merged(AgentHeartbeat next)
    {
        if (!_heartbeats.TryGetValue(next.Agent, out var last))
        {
            return next;
        }

        return next with
        {
            AgentVersion = next.AgentVersion.Length > 0 ? next.AgentVersion : last.Heartbeat.AgentVersion,
            Endpoints = next.Endpoints.IsEmpty ? last.Heartbeat.Endpoints : next.Endpoints,
        };
    }

    private FeedEntry AgentFeed(AgentId agent) => new(FeedTopic.Site, $"{Id}/{agent}", null);
}
