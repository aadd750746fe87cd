using System.Collections.Immutable;
using Platen.Domain.Ports;
using Platen.Domain.Text;
using Platen.Domain.Users;

namespace Platen.Grains.Users;

/// <summary>Slow hashing, off the grain's turn thread: one hash takes a good part of a tenth of a second of a processor.</summary>
internal sealed class Secrets(PasswordScheme scheme, ICommonPasswords common, IBreachedPasswords breached)
{
    // Checked when there is nothing to check against, so that an unknown user takes as long as a wrong password (AU15).
    private readonly Lazy<string> _nobody = new(() => PasswordHash.Create("nobody's password", scheme.Algorithm));

    public string Hash(string secret, PasswordPepper? pepper)
    {
        SecretInstruments.OnHash();
        return PasswordHash.Create(secret, scheme.Algorithm, pepper);
    }

    public Task<string> HashAsync(string secret, PasswordPepper? pepper, CancellationToken cancellationToken) =>
        Task.Run(() => Hash(secret, pepper), cancellationToken);

    /// <summary>Whether the secret is the hashed one. An empty hash costs the same time and is never matched.</summary>
    public Task<bool> VerifyAsync(string hash, string secret, PasswordPepper? pepper, CancellationToken cancellationToken) => Task.Run(() => Verify(hash, secret, pepper), cancellationToken);

    /// <summary>The hash to keep after a login by the right secret: made anew where the old one is of another algorithm, cost or pepper, or was not normalised; null: the old one is good.</summary>
    public async Task<string?> RenewAsync(string hash, string secret, PasswordPepper? pepper, CancellationToken cancellationToken) =>
        PasswordHash.NeedsRehash(hash, scheme.Algorithm, pepper) || await Task.Run(() => PasswordHash.IsAsTyped(hash, Bounded(secret), pepper), cancellationToken) ? await HashAsync(secret, pepper, cancellationToken) : null;

    /// <summary>What is wrong with a password that is good in itself: many have it, or it was stolen elsewhere. Looked up as it was typed and as it is hashed.</summary>
    public async Task<ImmutableArray<string>> ListedAsync(string password, CancellationToken cancellationToken)
    {
        var composed = Nfkc.Of(password);
        if (common.Has(password) || common.Has(composed))
        {
            return ["The password is on the list of those that people choose most, which whoever guesses tries first; choose another one."];
        }

        return await breached.HasAsync(password, cancellationToken) || (composed != password && await breached.HasAsync(composed, cancellationToken))
            ? ["The password is on a list of passwords that were stolen elsewhere, which whoever guesses tries first; choose another one."]
            : [];
    }

    private bool Verify(string hash, string secret, PasswordPepper? pepper)
    {
        SecretInstruments.OnHash();
        return PasswordHash.Verify(hash.Length == 0 ? _nobody.Value : hash, Bounded(secret), pepper) && hash.Length > 0;
    }

    // An over-long secret is wrong in any case; it shall not cost more. A pair of surrogates is not cut in two.
    private static string Bounded(string secret)
    {
        if (secret.Length <= PasswordPolicy.LengthMax)
        {
            return secret;
        }

        var end = char.IsHighSurrogate(secret[PasswordPolicy.LengthMax - 1]) ? PasswordPolicy.LengthMax - 1 : PasswordPolicy.LengthMax;
        return secret[..end] + "\0";
    }
}
