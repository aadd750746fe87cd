using System.Security.Cryptography;
using System.Text.Json;
using Platen.Ops.Installation;

namespace Platen.Ops.Selftest;

/// <summary>The folder in which the virtual MFP puts what it prints.</summary>
internal sealed class MfpOutput(string folder)
{
    /// <summary>A printed document: its own bytes, without the wrapping that the delivery protocol needs.</summary>
    internal sealed record Printed(long Bytes, string Sha256);

    public HashSet<string> List() => Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.prn")] : [];

    public async Task<Printed> WaitForNewAsync(HashSet<string> seen, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(limit);
        while (true)
        {
            var news = List().Except(seen).ToList();
            if (news.Count > 0 && File.Exists(Path.ChangeExtension(news[0], ".json")))
            {
                return news.Count == 1 ? await ReadAsync(news[0], cancellationToken) : throw new OpsException($"{news.Count} documents came out for one release: {string.Join(", ", news)}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, end.Token);
        }
    }

    private static async Task<Printed> ReadAsync(string file, CancellationToken cancellationToken)
    {
        using var sidecar = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.ChangeExtension(file, ".json"), cancellationToken));
        if (sidecar.RootElement.TryGetProperty("payloadSha256", out var payload) && payload.ValueKind == JsonValueKind.String)
        {
            return new Printed(sidecar.RootElement.GetProperty("payloadBytes").GetInt64(), payload.GetString()!.ToLowerInvariant());
        }

        await using var content = File.OpenRead(file);
        return new Printed(content.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)));
    }
}
