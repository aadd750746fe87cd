using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Platen.Rpc.Wire;

namespace Platen.Rpc;

/// <summary>
/// The custom headers or trailers of a call, in order (PROTOCOL-HTTP2, "Custom-Metadata"). Keys are lower case; a key that ends in
/// <c>-bin</c> holds bytes, which travel as base64; any other value is printable ASCII. Not safe for concurrent changes.
/// </summary>
public sealed class RpcMetadata : IReadOnlyList<KeyValuePair<string, string>>
{
    /// <summary>Most entries of one metadata block that is sent.</summary>
    public const int EntriesMax = 64;

    /// <summary>Most bytes of keys and values together that are sent; peers refuse header blocks by size, and some from 8 KiB on.</summary>
    public const int BytesMax = 8 * 1024;

    private readonly List<KeyValuePair<string, string>> _entries = [];
    private int _bytes;

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <inheritdoc/>
    public KeyValuePair<string, string> this[int index] => _entries[index];

    /// <summary>Adds a text value.</summary>
    /// <param name="key">Lower-case letters, digits, <c>_ - .</c>; not <c>grpc-…</c>, no header of HTTP itself, not ending in <c>-bin</c>.</param>
    /// <param name="value">Printable ASCII; for anything else use <see cref="AddBinary"/>.</param>
    /// <exception cref="ArgumentException">Key or value cannot travel, or the block grows over its limits.</exception>
    public void Add(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        MetadataKey.Require(key, binary: false);
        if (!IsText(value))
        {
            throw new ArgumentException($"The value of '{key}' is not printable ASCII: use AddBinary and a key that ends in '-bin'.", nameof(value));
        }

        Append(key, value);
    }

    /// <summary>Adds bytes.</summary>
    /// <param name="key">As in <see cref="Add"/>, but ending in <c>-bin</c>.</param>
    /// <param name="value">Any bytes.</param>
    /// <exception cref="ArgumentException">The key cannot travel, or the block grows over its limits.</exception>
    public void AddBinary(string key, ReadOnlySpan<byte> value)
    {
        MetadataKey.Require(key, binary: true);
        Append(key, BinaryValue.Encode(value));
    }

    /// <summary>The first text value of a key, or null.</summary>
    public string? Get(string key) => GetAll(key).FirstOrDefault();

    /// <summary>Every value of a key, in order, as on the wire.</summary>
    public IEnumerable<string> GetAll(string key) => _entries.Where(e => e.Key == key).Select(e => e.Value);

    /// <summary>The first bytes value of a key; false if there is none, or if the peer sent no valid base64.</summary>
    public bool TryGetBinary(string key, [NotNullWhen(true)] out byte[]? value)
    {
        value = null;
        return Get(key) is { } text && BinaryValue.TryDecode(text, out value);
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Adds what can travel of metadata that another server may have sent; the status beside it must go out in any case.</summary>
    internal void AppendFitting(RpcMetadata other)
    {
        foreach (var (key, value) in other)
        {
            if (Fits(key, value) && IsText(value))
            {
                Append(key, value);
            }
        }
    }

    /// <summary>Takes what a peer sent; HTTP/2 has bounded it, and headers of the protocol are left out.</summary>
    internal void AppendReceived(string name, string value)
    {
        var key = name.ToLowerInvariant();
        if (MetadataKey.IsReserved(key))
        {
            return;
        }

        if (!MetadataKey.IsBinary(key))
        {
            _entries.Add(new(key, value));
            return;
        }

        // A proxy may have joined repeated headers; base64 holds no comma, so a list of bytes can be told apart again.
        foreach (var part in value.Split(',', StringSplitOptions.TrimEntries))
        {
            _entries.Add(new(key, part));
        }
    }

    private void Append(string key, string value)
    {
        if (!Fits(key, value))
        {
            throw new ArgumentException($"Metadata is limited to {EntriesMax} entries and {BytesMax} bytes: send '{key}' in a message instead.", nameof(key));
        }

        _bytes += key.Length + value.Length;
        _entries.Add(new(key, value));
    }

    private bool Fits(string key, string value) => _entries.Count < EntriesMax && _bytes + key.Length + value.Length <= BytesMax;

    private static bool IsText(string value) => !value.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
