using System.Collections.Immutable;
using Google.Protobuf;
using Microsoft.Extensions.Options;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Users;
using Platen.SiteAgent.Offline;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Telemetry;

namespace Platen.SiteAgent.Sessions;

/// <summary>
/// Finds out whose a credential is. Typed secrets (PIN, password) and cards are throttled apart, so that somebody who guesses PINs does not keep cards out (AU14).
/// A lock stops PIN and password, never the victim's card.
/// </summary>
internal sealed partial class CredentialCheck : IDisposable
{
    /// <summary>Digits of a PIN (AU07).</summary>
    public const int PinDigitsMin = 4;

    /// <inheritdoc cref="PinDigitsMin"/>
    public const int PinDigitsMax = 16;

    private static readonly TimeSpan BusyRetry = TimeSpan.FromSeconds(2);

    private readonly IReplica _replica;
    private readonly IDirectoryPasswords? _elsewhere;
    private readonly PendingCards? _pending;
    private readonly TimeProvider _time;
    private readonly AttemptThrottle _throttle;
    private readonly LoginLocks _locks;
    private readonly LoginLocks _secondLocks;
    private readonly int _freeFailures;
    private readonly SlowVerifier _verifier;

    /// <param name="replica">Who is known here.</param>
    /// <param name="options">Limits.</param>
    /// <param name="scheme">How hashes are made.</param>
    /// <param name="time">The clock.</param>
    /// <param name="elsewhere">Asks about passwords that a directory checks; null: nobody can be asked.</param>
    /// <param name="pending">Cards that were registered here while the site is cut off; null: none.</param>
    public CredentialCheck(IReplica replica, IOptions<PanelSessionOptions> options, PasswordScheme scheme, TimeProvider time, IDirectoryPasswords? elsewhere = null, PendingCards? pending = null)
    {
        var settings = options.Value;
        _replica = replica;
        _elsewhere = elsewhere;
        _pending = pending;
        _time = time;
        _throttle = new AttemptThrottle(settings.FreeFailures, settings.FailureForgivenAfter, settings.DelayMax, time);
        _freeFailures = settings.FreeFailures;
        _locks = new LoginLocks(time);
        _secondLocks = new LoginLocks(time);
        _verifier = new SlowVerifier(settings.SlowChecks, settings.SlowChecksWaiting, scheme);
    }

    /// <summary>Checks what somebody presents first.</summary>
    /// <param name="device">Where.</param>
    /// <param name="credential">What.</param>
    /// <param name="source">From which address.</param>
    /// <param name="cardFirst">PIN or password alone is not taken at this device, and not looked at (AU04).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<LoginOutcome> CheckAsync(DeviceId device, PanelCredential credential, string source, bool cardFirst, CancellationToken cancellationToken)
    {
        string[] typed = TypedKeys(device, source);
        string[] card = [$"card/{device}", $"card@{source}"];
        return credential switch
        {
            PanelCredential.Card shown => ValueTask.FromResult(CheckCard(device, shown.Number, card)),
            PanelCredential.PinOrCard either when cardFirst => ValueTask.FromResult(CheckCardOnly(device, either.Text, card)),
            PanelCredential.PinOrCard either => CheckEitherAsync(device, either.Text, typed, card, cancellationToken),
            PanelCredential.Pin or PanelCredential.Password when cardFirst => ValueTask.FromResult(CardFirst(credential)),
            PanelCredential.Pin pin => CheckPinAsync(pin.Digits, typed, cancellationToken),
            PanelCredential.Password password => CheckPasswordAsync(password, device, typed, atPanel: true, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(credential)),
        };
    }

    /// <summary>Checks a password that comes with a print job: slowed down by its source only, so that nobody's guessing keeps others from printing.</summary>
    public ValueTask<LoginOutcome> CheckPasswordAsync(PanelCredential.Password password, string source, CancellationToken cancellationToken) =>
        CheckPasswordAsync(password, default, [$"print@{source}"], atPanel: false, cancellationToken);

    public void Dispose() => _verifier.Dispose();

    private static bool IsPinLike(string text) => text.Length is >= PinDigitsMin and <= PinDigitsMax && text.All(char.IsAsciiDigit);

    // PasswordHash normalises its input, which needs well-formed UTF-16
    private static bool IsUsable(string secret) => secret.Length is > 0 and <= PanelCredential.CharsMax && !secret.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar);

    private static string[] TypedKeys(DeviceId device, string source) => [$"typed/{device}", $"typed@{source}"];

    private static LoginOutcome CardFirst(PanelCredential credential) =>
        new(PanelLoginCode.CardFirst, credential is PanelCredential.Password ? LoginMethod.Password : LoginMethod.Pin, Journaled: false);

    // a number that is no card may have been a PIN: then people are told what is wanted, whether it is somebody's or not
    private LoginOutcome CheckCardOnly(DeviceId device, string text, string[] card)
    {
        var outcome = CheckCard(device, text, card);
        return outcome.Code == PanelLoginCode.WrongCredential && IsPinLike(text) ? outcome with { Code = PanelLoginCode.CardFirst } : outcome;
    }

    private async ValueTask<LoginOutcome> CheckEitherAsync(DeviceId device, string text, string[] typed, string[] card, CancellationToken cancellationToken)
    {
        if (!IsPinLike(text))
        {
            return CheckCard(device, text, card);
        }

        // Each look-up is a guess and is counted somewhere: as a typed secret while those may try, else as a card. So guessed PINs keep no card out, and no guess is free.
        if (EnterTyped(typed) is { } refusal)
        {
            return CheckCard(device, text, card) is { Code: not PanelLoginCode.WrongCredential } shown ? shown : Throttled(LoginMethod.Pin, refusal);
        }

        if (CardReaders.Find(_replica, _pending, device, text) is not null)
        {
            _throttle.Forgive(typed);
            return CheckCard(device, text, card);
        }

        return await CheckEnteredPinAsync(text, typed, cancellationToken);
    }

    private async ValueTask<LoginOutcome> CheckPinAsync(string pin, string[] keys, CancellationToken cancellationToken) =>
        EnterTyped(keys) is { } refusal ? Throttled(LoginMethod.Pin, refusal) : await CheckEnteredPinAsync(pin, keys, cancellationToken);

    private async ValueTask<LoginOutcome> CheckEnteredPinAsync(string pin, string[] keys, CancellationToken cancellationToken)
    {
        // who has chosen to log in by card and PIN is not found by the PIN alone (AU04)
        if (!IsPinLike(pin) || _replica.FindUserByPin(pin) is not { SecondPhase: Contracts.AgentLink.V1.SecondPhase.Unspecified } user)
        {
            return new LoginOutcome(PanelLoginCode.WrongCredential, LoginMethod.Pin) { SecretTag = TagOf(pin) };
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
            false => new LoginOutcome(PanelLoginCode.WrongCredential, LoginMethod.Pin, user) { SecretTag = TagOf(pin) },
            true => Admit(user, LoginMethod.Pin, keys),
        };
    }

    private LoginOutcome CheckCard(DeviceId device, string number, string[] keys)
    {
        if (_throttle.Enter(keys) is { } refusal)
        {
            return Throttled(LoginMethod.Card, refusal);
        }

        return CardReaders.Find(_replica, _pending, device, number) is var (user, index)
            ? Admit(user, LoginMethod.Card, keys) with { CardIndex = index }
            : new LoginOutcome(PanelLoginCode.WrongCredential, LoginMethod.Card);
    }

    private async ValueTask<LoginOutcome> CheckPasswordAsync(PanelCredential.Password password, DeviceId device, string[] keys, bool atPanel, CancellationToken cancellationToken)
    {
        if (EnterTyped(keys) is { } refusal)
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
        if (user is not null && IsUnreadable(HashOf(user), pepper))
        {
            return Unreadable(LoginMethod.Password, user, keys);
        }

        // who has chosen to log in by card and password has none that counts alone at a panel (AU04)
        var counts = user is not null && !(atPanel && user.SecondPhase != Contracts.AgentLink.V1.SecondPhase.Unspecified);
        if (counts && user!.PasswordElsewhere && await AskElsewhereAsync(user, LoginMethod.Password, device, password.Secret, keys, cancellationToken) is { } answered)
        {
            return answered;
        }

        switch (await _verifier.VerifyAsync(counts ? HashOf(user!) : "", password.Secret, pepper, cancellationToken))
        {
            case null:
                return Busy(LoginMethod.Password, keys);
            case true:
                return OwnOnly(Admit(user!, LoginMethod.Password, keys));
            default:
                AddFailure(name);
                return new LoginOutcome(PanelLoginCode.WrongCredential, LoginMethod.Password, user) { SecretTag = TagOf(password.Secret) };
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

        switch (method)
        {
            case LoginMethod.Pin or LoginMethod.Password:
                _locks.Clear(user.LoginName);
                break;
            case LoginMethod.CardAndPin or LoginMethod.CardAndPassword:
                _secondLocks.Clear(user.UserId);
                break;
        }

        return new LoginOutcome(PanelLoginCode.Ok, method, user);
    }

    // an initial password is verified too: only who knows it is told, and for anybody else it takes as long as any other
    private static string HashOf(ReplicaUser user) => user.InitialPasswordHash.Length > 0 ? user.InitialPasswordHash : user.PasswordHash;

    private static LoginOutcome OwnOnly(LoginOutcome admitted) =>
        admitted is { Code: PanelLoginCode.Ok, Method: LoginMethod.Password or LoginMethod.CardAndPassword, User.InitialPasswordHash.Length: > 0 } ? admitted with { Code = PanelLoginCode.InitialPassword } : admitted;

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

    private TimeSpan? LockOf(ReplicaUser user) => Longer(Left(user.LockedUntilMs), _locks.Find(user.LoginName));

    private static TimeSpan? Longer(TimeSpan byServer, TimeSpan? here) => byServer > TimeSpan.Zero && !(here > byServer) ? byServer : here;

    private TimeSpan Left(long untilMs) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(untilMs, 0, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())) - _time.GetUtcNow();

    // while many devices are being tried, no typed failure is free anywhere (AU14)
    private AttemptRefusal? EnterTyped(string[] keys) =>
        _throttle.Enter(Left(_replica.Policy?.FleetThrottledUntilMs ?? 0) > TimeSpan.Zero ? 0 : _freeFailures, keys);

    private ImmutableArray<byte> TagOf(string secret) => CredentialIndex.TagOf((_replica.Policy?.CredentialKey ?? ByteString.Empty).Span, secret);

    private void AddFailure(string loginName) => AddFailure(_locks, loginName);

    private void AddFailure(LoginLocks locks, string name)
    {
        if (_replica.Policy is { } policy)
        {
            locks.AddFailure(name, policy.LockoutFailures, TimeSpan.FromSeconds(policy.LockoutSeconds));
        }
    }
}
