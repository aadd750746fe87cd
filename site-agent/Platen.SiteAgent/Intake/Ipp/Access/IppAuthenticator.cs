using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Panel;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Intake.Ipp.Access;

/// <summary>
/// HTTP Basic (RFC 7617) over TLS against the replica's password verifiers, with the locks and throttles of the panel's logins. Over plain IPP a password is not looked at: whoever listens could
/// have sent it. A verified password is remembered for a while, by a keyed hash in memory, because a client sends it with each of its requests and verifying costs a tenth of a second.
/// </summary>
internal sealed class IppAuthenticator(CredentialCheck check, IReplica replica, IAgentJournal journal, FailedLoginLimit limit, TimeProvider time)
{
    private const int RememberedMax = 10_000;
    private const int HeaderCharsMax = 1024;
    private static readonly TimeSpan RememberFor = TimeSpan.FromMinutes(5);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, Remembered> _known = new(StringComparer.Ordinal);

    /// <summary>Who sends the request. A request without a password, or without TLS, is nobody's and not refused here.</summary>
    public async ValueTask<IppAuthentication> AuthenticateAsync(HttpContext http, string source)
    {
        if (!http.Request.IsHttps || http.Request.Headers.Authorization is not [{ Length: > 0 } header])
        {
            return IppAuthentication.Nobody;
        }

        if (Read(header) is not { } credential)
        {
            return IppAuthentication.Refused;
        }

        var hash = HashOf(credential);
        if (Recall(hash, credential) is { } user)
        {
            return new IppAuthentication(user, IsRefused: false);
        }

        var outcome = await check.CheckPasswordAsync(credential, source, http.RequestAborted);
        await JournalAsync(outcome, source, http.RequestAborted);
        if (outcome is not { Code: PanelLoginCode.Ok, User: { } proven })
        {
            return IppAuthentication.Refused with { RetryAfter = outcome.RetryAfter, Advice = outcome.Code == PanelLoginCode.InitialPassword ? PanelTexts.InitialPassword : "" };
        }

        Remember(hash, proven);
        return new IppAuthentication(proven, IsRefused: false);
    }

    // as at the panel (AU20, LG02); not each request, but each time that the password is really checked. The name that was tried stays out: it may be somebody's password, typed into the wrong field
    private async ValueTask JournalAsync(LoginOutcome outcome, string source, CancellationToken cancellationToken)
    {
        if (!outcome.Journaled || (outcome.Code != PanelLoginCode.Ok && !limit.TryList(outcome.User is not null, source)))
        {
            return;
        }

        var fact = new LoginAttempted { UserId = outcome.User?.UserId ?? "", Method = LoginMethod.Password, Result = PanelLogin.ResultOf(outcome.Code), SourceAddress = source };
        await journal.AppendAsync(new AgentEvent { At = Timestamp.FromDateTimeOffset(time.GetUtcNow()), LoginAttempted = fact }, cancellationToken);
    }

    private static PanelCredential.Password? Read(string header)
    {
        if (header.Length > HeaderCharsMax || !AuthenticationHeaderValue.TryParse(header, out var value)
            || !string.Equals(value.Scheme, "Basic", StringComparison.OrdinalIgnoreCase) || value.Parameter is null || !Base64.IsValid(value.Parameter))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(Convert.FromBase64String(value.Parameter));
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? new PanelCredential.Password(text[..colon], text[(colon + 1)..]) : null;
    }

    private string HashOf(PanelCredential.Password credential) =>
        Convert.ToHexString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{credential.LoginName}\0{credential.Secret}")));

    // the user as the replica has him now: a revoked one, or one with another password, is asked anew (I5)
    private ReplicaUser? Recall(string hash, PanelCredential.Password credential) =>
        _known.TryGetValue(hash, out var known)
        && known.Until > time.GetUtcNow()
        && replica.FindUserByLogin(credential.LoginName.Trim()) is { Active: true } user
        && user.UserId == known.UserId
        && user.PasswordHash == known.PasswordHash
        && user.LockedUntilMs <= time.GetUtcNow().ToUnixTimeMilliseconds()
            ? user
            : null;

    private void Remember(string hash, ReplicaUser user)
    {
        if (_known.Count >= RememberedMax)
        {
            _known.Clear();
        }

        _known[hash] = new Remembered(user.UserId, user.PasswordHash, time.GetUtcNow() + RememberFor);
    }

    private sealed record Remembered(string UserId, string PasswordHash, DateTimeOffset Until);
}
