using Platen.Domain.Users;

namespace Platen.Grains.Users;

/// <summary>Slow hashing, off the grain's turn thread: one hash takes a tenth of a second of a processor.</summary>
internal static class Secrets
{
    // Checked when there is nothing to check against, so that an unknown user takes as long as a wrong password (AU15).
    private static readonly Lazy<string> Nobody = new(() => PasswordHash.Create("nobody's password"));

    public static Task<string> HashAsync(string secret, CancellationToken cancellationToken) =>
        Task.Run(() => PasswordHash.Create(secret), cancellationToken);

    /// <summary>Whether the secret is the hashed one. An empty hash costs the same time and is never matched.</summary>
    public static Task<bool> VerifyAsync(string hash, string secret, CancellationToken cancellationToken) => Task.Run(
        () => PasswordHash.Verify(hash.Length == 0 ? Nobody.Value : hash, Bounded(secret)) && hash.Length > 0, cancellationToken);

    // An over-long secret is wrong in any case; it shall not cost more.
    private static string Bounded(string secret) => secret.Length > PasswordPolicy.LengthMax ? secret[..PasswordPolicy.LengthMax] + "\0" : secret;
}
