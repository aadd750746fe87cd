using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Platen.Domain.Audit;

/// <summary>
/// Every kind of audit entry, and whether it is of security (LG04): somebody failed or was refused, somebody's way to log in or rights changed, or the log or an agent is not what it should be. The security log is the entries of these kinds.
/// A test goes through the program's source: a kind that is not here fails it.
/// </summary>
public static class AuditActions
{
    private static readonly string[] OfSecurity =
    [
        // who tried, and who was refused
        "login.failed", "login.first-phase", "login.fleet-alarm", "login.fleet-throttle-ended", "login.qr-refused", "login.qr-wrong-number", "login.throttled", "password.failed", "password-change.failed",
        "access.refused", "request.cross-origin", "user.locked", "user.unlocked",
        // ways to log in
        "user.card-added", "user.card-removed", "user.password-set", "user.password-reset", "user.pin-issued", "user.factor-begun", "user.factor-removed", "user.factor-set-up", "user.sessions-ended",
        "user.session-ended", "user.deactivated", "user.reactivated", "password-reset.requested", "token.created", "token.revoked", "identity-provider.created", "identity-provider.updated", "directory.created", "directory.updated",
        // rights
        "user.roles-set", "group.roles-set", "role.created", "role.removed", "role.updated",
        // programs
        "oauth.refused", "oauth.denied", "oauth.refresh-reused", "oauth.code-reused", "oauth.codes-tried", "oauth.client-created", "oauth.client-updated", "oauth.client-secret-renewed", "oauth.client-shut-out",
        // agents and servers
        "agent.added", "agent.token-issued", "agent.enrolled", "agent.enrol-refused", "agent.certificate-adopted", "agent.certificate-refused", "agent.revoked", "agent.fenced", "agent.fence-accepted", "agent.fence-dismissed",
        "tenant.set-up",
        // the log itself
        "audit.faults-found", "audit.whole-again", "audit.restore-accepted", "audit.entries-removed",
    ];

    private static readonly string[] Others =
    [
        "agent.renewed", "agent.resends", "agent.resumed", "agent.version-changed", "alarm.ended", "alarm.raised", "backup.alarm-cleared", "backup.alarm-raised", "codebook.access-applied", "codebook.created", "codebook.updated", "codes.changed", "command.done", "command.given-up", "contract.created", "contract.updated", "credit.corrected", "credit.recharged",
        "device.created", "device.removed", "device.updated", "directory.run-ended", "directory.run-started", "event.discarded", "event.parked", "event.retried", "group.created", "group.updated", "job.claim-requested", "job.claimed",
        "job.copied", "job.copy-gone", "job.delete-requested", "job.deleted", "job.lost-release-ended", "job.not-printed", "job.pages-counted", "job.partly-printed", "job.printed", "job.received", "job.release-requested",
        "job.release-started", "job.release-taken", "login.ok", "login.qr-approved", "logout", "mail-server.created", "mail-server.tested", "mail-server.updated", "mail.discarded", "mail.released", "oauth.agreed", "oauth.ended",
        "oauth.revoked", "oauth.token", "password.ok", "password-change.ok", "queue.created", "queue.updated", "registration.requested", "report-recipient.created", "report-recipient.removed", "report-recipient.updated", "report.queued", "server.version-changed", "session.end-requested", "site.alarm-cleared", "site.alarm-raised",
        "site.created", "site.updated", "tenant.created", "tenant.updated", "user.approved", "user.created", "user.pin-requested", "user.registered", "user.updated",
    ];

    private static readonly FrozenSet<string> SecuritySet = OfSecurity.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The kinds of the security log.</summary>
    public static ImmutableArray<string> Security { get; } = [.. OfSecurity.Order(StringComparer.Ordinal)];

    /// <summary>All kinds.</summary>
    public static ImmutableArray<string> All { get; } = [.. OfSecurity.Concat(Others).Order(StringComparer.Ordinal)];

    /// <summary>Whether entries of that kind are of security.</summary>
    public static bool IsSecurity(string action) => SecuritySet.Contains(action);
}
