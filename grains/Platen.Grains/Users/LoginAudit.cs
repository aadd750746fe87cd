using System.Collections.Immutable;
using Platen.Domain.Audit;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions.Sites;

namespace Platen.Grains.Users;

/// <summary>Audit rows of logins and logouts at panels (AU20, LG02). Session ids stay out: they open sessions.</summary>
internal static class LoginAudit
{
    /// <summary>The origin of a login that came with a print job.</summary>
    private const string WithAJob = "ipps";

    public static AuditEntry Attempted(LoginAttempted login, ReportedFact fact, DateTimeOffset now) => Entry(
        fact,
        now,
        login.User,
        login.Device == default ? WithAJob : login.Device.Value,
        login.Result switch { LoginResult.Ok => "login.ok", LoginResult.SecondPhaseNeeded => "login.first-phase", _ => "login.failed" },
        login.Result is LoginResult.Ok or LoginResult.SecondPhaseNeeded,
        [new("method", login.Method.ToString()), new("result", login.Result.ToString()), new("address", Domain.Jobs.FactBounds.Text(login.SourceAddress, Domain.Jobs.FactBounds.AddressMax))]);

    public static AuditEntry LoggedOut(LoggedOut logout, ReportedFact fact, DateTimeOffset now) =>
        Entry(fact, now, logout.User, logout.Device.Value, "logout", success: true, [new("by-timeout", logout.ByTimeout ? "true" : "false")]);

    private static AuditEntry Entry(
        ReportedFact fact, DateTimeOffset now, UserId? user, string device, string action, bool success, IEnumerable<KeyValuePair<string, string>> details) => new()
        {
            At = FactTime.Bound(fact.Fact.At, now),
            Actor = user is { } id ? $"user:{id}" : "anonymous",
            Origin = device,
            Action = action,
            Subject = user is { } subject ? $"user:{subject}" : device == WithAJob ? $"agent:{fact.Agent}" : $"device:{device}",
            Success = success,
            Details = details.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
}
