using System.Security.Cryptography;
using System.Text;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Jobs;

/// <summary>
/// The PINs of jobs (<c>job-password</c>, PWG 5100.11). A client sends the PIN itself or its hash; either way only a slow hash of it is kept, so that whoever reads the disk does not read PINs.
/// </summary>
internal sealed class JobPasswords(PasswordScheme scheme) : IDisposable
{
    /// <summary>Octets of a plain PIN.</summary>
    public const int PlainMin = 4;

    /// <inheritdoc cref="PlainMin"/>
    public const int PlainMax = 64;

    private const int AtOnce = 2;
    private const int InsideMax = 32;

    private readonly SemaphoreSlim _turns = new(AtOnce, AtOnce);
    private int _inside;

    /// <summary>Whether the octets are a PIN under that encryption.</summary>
    public static bool IsUsable(string encryption, ReadOnlySpan<byte> password) => encryption switch
    {
        "none" => password.Length is >= PlainMin and <= PlainMax && !password.ContainsAnyExceptInRange((byte)' ', (byte)'~'),
        "sha2-256" => password.Length == SHA256.HashSizeInBytes,
        "sha2-512" => password.Length == SHA512.HashSizeInBytes,
        _ => false,
    };

    /// <summary>What is kept: the encryption and a PHC string; null: too many are being made.</summary>
    public async ValueTask<string?> TryHashAsync(string encryption, ReadOnlyMemory<byte> password, CancellationToken cancellationToken) =>
        await RunAsync(() => $"{encryption} {PasswordHash.Create(Secret(encryption, password.Span), scheme.Algorithm)}", cancellationToken);

    /// <summary>Whether what somebody typed is the job's PIN; null: too many are being checked.</summary>
    public async ValueTask<bool?> VerifyAsync(string kept, string typed, CancellationToken cancellationToken)
    {
        var space = kept.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || typed.Length is < PlainMin or > PlainMax)
        {
            return false;
        }

        var encryption = kept[..space];
        var octets = Encoding.UTF8.GetBytes(typed);
        var sent = encryption switch
        {
            "sha2-256" => SHA256.HashData(octets),
            "sha2-512" => SHA512.HashData(octets),
            _ => octets,
        };
        return await RunAsync(() => PasswordHash.Verify(kept[(space + 1)..], Secret(encryption, sent)) ? "right" : "wrong", cancellationToken) is { } answer ? answer == "right" : null;
    }

    public void Dispose() => _turns.Dispose();

    private static string Secret(string encryption, ReadOnlySpan<byte> password) => encryption == "none" ? Encoding.UTF8.GetString(password) : Convert.ToHexString(password);

    private async ValueTask<string?> RunAsync(Func<string> work, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _inside) > InsideMax)
        {
            Interlocked.Decrement(ref _inside);
            return null;
        }

        try
        {
            await _turns.WaitAsync(cancellationToken);
            try
            {
                return await Task.Run(work, CancellationToken.None);
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
}
