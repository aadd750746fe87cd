using Google.Protobuf;
using Microsoft.Extensions.Options;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Users;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Telemetry;

namespace Platen.SiteAgent.Sessions;

/// <summary>
/// Finds out whose a credential is. Typed secrets (PIN, password) and cards are throttled apart, so that somebody who guesses PINs does not keep cards out (AU14).
/// A lock stops PIN and password, never the victim's card.
/// </summary>
internal sealed class CredentialCheck : IDisposable
{
    /// <summary>Digits of a PIN (AU07).</summary>
    public const int PinDigitsMin = 4;

    /// <inheritdoc cref="PinDigitsMin"/>
    public const int PinDigitsMax = 16;

    private static readonly TimeSpan BusyRetry = TimeSpan.FromSeconds(2);

    private readonly IReplica _replica;
    private readonly TimeProvider _time;
    private readonly AttemptThrottle _throttle;
    private readonly LoginLocks _locks;
    private readonly SlowVerifier _verifier;

    public CredentialCheck(IReplica replica, IOptions<PanelSessionOptions> options, PasswordScheme scheme, TimeProvider time)
    {
        var settings = options.Value;
        _replica = replica;
        _time = time;
        _throttle = new AttemptThrottle(settings.FreeFailures, settings.FailureForgivenAfter, settings.DelayMax, time);
        _locks = new LoginLocks(time);
        _verifier = new SlowVerifier(settings.SlowChecks, settings.SlowChecksWaiting, scheme);
    }

    public ValueTask<LoginOutcome> CheckAsync(DeviceId device, PanelCredential credential, string source, CancellationToken cancellationToken)
    {
        string[] typed = [$"typed/{device}", $"typed@{source}"];
        string[] card = [$"card/{device}", $"card@{source}"];
        return credential switch
        {
            PanelCredential.Pin pin => CheckPinAsync(pin.Digits, typed, cancellationToken),
            PanelCredential.Card shown => ValueTask.FromResult(CheckCard(shown.Number, card)),
            PanelCredential.Password password => CheckPasswordAsync(password, typed, cancellationToken),
            PanelCredential.PinOrCard either => CheckEitherAsync(either.Text, typed, card, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(credential)),
        };
    }

    /// <summary>Checks a password that comes with a print job: slowed down by its source only, so that nobody's guessing keeps others from printing.</summary>
    public ValueTask<LoginOutcome> CheckPasswordAsync(PanelCredential.Password password, string source, CancellationToken cancellationToken) =>
        CheckPasswordAsync(password, [$"print@{source}"], cancellationToken);

    public void Dispose() => _verifier.Dispose();

    private static bool IsPinLike(string text) => text.Length is >= PinDigitsMin and <= PinDigitsMax && text.All(char.IsAsciiDigit);

    // PasswordHash normalises its input, which needs well-formed UTF-16
    private static bool IsUsable(string secret) => secret.Length is > 0 and <= PanelCredential.CharsMax && !secret.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar);

    private async ValueTask<LoginOutcome> CheckEitherAsync(string text, string[] typed, string[] card, CancellationToken cancellationToken)
    {
        if (!IsPinLike(text))
        {
            return CheckCard(text, card);
        }

        // Each look-up is a guess and is counted somewhere: as a typed secret while those may try, else as a card. So guessed PINs keep no card out, and no guess is free.
        if (_throttle.Enter(typed) is { } refusal)
        {
            return CheckCard(text, card) is { Code: not PanelLoginCode.WrongCredential } shown ? shown : Throttled(LoginMethod.Pin, refusal);
        }

        if (_replica.FindUserByCard(text) is not null)
        {
            _throttle.Forgive(typed);
            return CheckCard(text, card);
        }

        return await CheckEnteredPinAsync(text, typed, cancellationToken);
    }

    private async ValueTask<LoginOutcome> CheckPinAsync(string pin, string[] keys, CancellationToken cancellationToken) =>
        _throttle.Enter(keys) is { } refusal ? Throttled(LoginMethod.Pin, refusal) : await CheckEnteredPinAsync(pin, keys, cancellationToken);

    private async ValueTask<LoginOutcome> CheckEnteredPinAsync(string pin, string[] keys, CancellationToken cancellationToken)
    {
        if (!IsPinLike(pin) || _replica.FindUserByPin(pin) is not { } user)
        {
            return new LoginOutcome(PanelLoginCode.WrongCredential, LoginMethod.Pin);
        }

        if (LockOf(user) is { } locked)
        {
            return new LoginOutcome(PanelLoginCode.Locked, LoginMethod.Pin, user, locked);
        }

        var pepper = Pepper();
        if (IsUnreadable(user.PinHash, pepper))
        {
            return Unreadable(LoginMethod.Pin, user, keys);
        }

        return await _verifier.VerifyAsync(user.PinHash, pin, pepper, cancellationToken) switch
        {
            null => Busy(LoginMethod.Pin, keys),
            false => new LoginOutcome(PanelLoginCode.WrongCredential, LoginMethod.Pin, user),
            true => Admit(user, LoginMethod.Pin, keys),
        };
    }

    private LoginOutcome CheckCard(string number, string[] keys)
    {
        if (_throttle.Enter(keys) is { } refusal)
        {
            return Throttled(LoginMethod.Card, refusal);
        }

        return _replica.FindUserByCard(number) is { } user
            ? Admit(user, LoginMethod.Card, keys)
            : new LoginOutcome(PanelLoginCode.WrongCredential, LoginMethod.Card);
    }

    private async ValueTask<LoginOutcome> CheckPasswordAsync(PanelCredential.Password password, string[] keys, CancellationToken cancellationToken)
    {
        if (_throttle.Enter(keys) is { } refusal)
        {
            return Throttled(LoginMethod.Password, refusal);
        }

        var name = password.LoginName.Trim();
        if (!IsUsable(name) || !IsUsable(password.Secret))
        {
            return new LoginOutcome(PanelLoginCode.WrongCredential, LoginMethod.Password);
        }

        var user = _replica.FindUserByLogin(name);
        if ((user is null ? _locks.Find(name) : LockOf(user)) is { } locked)
        {
            return new LoginOutcome(PanelLoginCode.Locked, LoginMethod.Password, user, locked);
        }

        var pepper = Pepper();
        if (user is not null && IsUnreadable(user.PasswordHash, pepper))
        {
            return Unreadable(LoginMethod.Password, user, keys);
        }

        switch (await _verifier.VerifyAsync(user?.PasswordHash ?? "", password.Secret, pepper, cancellationToken))
        {
            case null:
                return Busy(LoginMethod.Password, keys);
            case true:
                return Admit(user!, LoginMethod.Password, keys);
            default:
                AddFailure(name);
                return new LoginOutcome(PanelLoginCode.WrongCredential, LoginMethod.Password, user);
        }
    }

    private LoginOutcome Admit(ReplicaUser user, LoginMethod method, string[] keys)
    {
        // the credential was right: no guess
        _throttle.Forgive(keys);
        if (!user.Active)
        {
            return new LoginOutcome(PanelLoginCode.Disabled, method, user);
        }

        if (method != LoginMethod.Card)
        {
            _locks.Clear(user.LoginName);
        }

        return new LoginOutcome(PanelLoginCode.Ok, method, user);
    }

    private static LoginOutcome Throttled(LoginMethod method, AttemptRefusal refusal)
    {
        AgentInstruments.OnLimit(LimitNames.Logins);
        return new LoginOutcome(PanelLoginCode.Throttled, method, RetryAfter: refusal.Wait, Journaled: refusal.IsFirst);
    }

    private LoginOutcome Busy(LoginMethod method, string[] keys)
    {
        _throttle.Forgive(keys);
        return new LoginOutcome(PanelLoginCode.Busy, method, RetryAfter: BusyRetry, Journaled: false);
    }

    private static bool IsUnreadable(string hash, PasswordPepper? pepper) => hash.Length > 0 && !PasswordHash.CanVerify(hash, pepper);

    // a hash that this machine cannot read says nothing about the secret: nobody is locked for it
    private LoginOutcome Unreadable(LoginMethod method, ReplicaUser user, string[] keys)
    {
        _throttle.Forgive(keys);
        return new LoginOutcome(PanelLoginCode.NotReady, method, user, Journaled: false);
    }

    private PasswordPepper? Pepper() => PasswordPepper.Of((_replica.Policy?.CredentialKey ?? ByteString.Empty).Span);

    private TimeSpan? LockOf(ReplicaUser user)
    {
        var byServer = DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(user.LockedUntilMs, 0, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())) - _time.GetUtcNow();
        var here = _locks.Find(user.LoginName);
        return byServer > TimeSpan.Zero && !(here > byServer) ? byServer : here;
    }

    private void AddFailure(string loginName)
    {
        if (_replica.Policy is { } policy)
        {
            _locks.AddFailure(loginName, policy.LockoutFailures, TimeSpan.FromSeconds(policy.LockoutSeconds));
        }
    }
}
