using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Platen.Console.Hosting;

/// <summary>Scripts, styles and pictures, out of the assembly. Their address holds a version made of their bytes, so browsers keep them for good and still never mix versions.</summary>
internal sealed class ConsoleAssets
{
    private const string Prefix = "assets/";

    private readonly FrozenDictionary<string, ConsoleAsset> _assets;

    public ConsoleAssets()
    {
        var assembly = typeof(ConsoleAssets).Assembly;
        _assets = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..], name => Read(assembly.GetManifestResourceStream(name)!, name), StringComparer.Ordinal);
        Version = Convert.ToHexStringLower(SHA256.HashData([.. _assets.OrderBy(asset => asset.Key, StringComparer.Ordinal).SelectMany(asset => SHA256.HashData(asset.Value.Bytes))]))[..12];
    }

    /// <summary>The version of all assets together.</summary>
    public string Version { get; }

    /// <summary>An asset's address.</summary>
    public string Address(string name) => _assets.ContainsKey(name) ? $"/{Prefix}{Version}/{name}" : throw new ArgumentException($"There is no asset '{name}'.", nameof(name));

    public IResult Answer(string name) => _assets.TryGetValue(name, out var asset) ? asset : TypedResults.NotFound();

    private static ConsoleAsset Read(Stream stream, string name)
    {
        using var source = stream;
        using var bytes = new MemoryStream();
        source.CopyTo(bytes);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(bytes.ToArray());
        }

        return new ConsoleAsset(MediaType(name), bytes.ToArray(), packed.ToArray());
    }

    private static string MediaType(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
