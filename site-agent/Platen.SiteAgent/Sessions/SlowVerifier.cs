using Platen.Domain.Users;

namespace Platen.SiteAgent.Sessions;

/// <summary>
/// Verifies PINs and passwords, a few at a time: their hashes cost a good part of a tenth of a second of a core each by design (AU15), and intake and delivery need the cores too.
/// </summary>
internal sealed class SlowVerifier(int atOnce, int waitingMax, PasswordScheme scheme) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(atOnce, atOnce);
    private readonly Lazy<string> _nobody = new(() => PasswordHash.Create("nobody has this password", scheme.Algorithm));
    private int _inside;

    /// <summary>Whether the secret is right; null: too many wait already. An empty hash is never right, and costs the same time as another.</summary>
    public async ValueTask<bool?> VerifyAsync(string hash, string secret, PasswordPepper? pepper, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _inside) > atOnce + waitingMax)
        {
            Interlocked.Decrement(ref _inside);
            return null;
        }

        try
        {
            await _turns.WaitAsync(cancellationToken);
            try
            {
                return await Task.Run(() => Verify(hash, secret, pepper), CancellationToken.None);
            }
            finally
            {
                _turns.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    public void Dispose() => _turns.Dispose();

    private bool Verify(string hash, string secret, PasswordPepper? pepper)
    {
        var known = hash.Length > 0;
        return PasswordHash.Verify(known ? hash : _nobody.Value, secret, pepper) && known;
    }
}
