using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Keys;

/// <summary>
/// The site keys in a text file (mode 0600): a first line <c>platen-site-keys 1</c>, then per key its id, its time of making (ISO 8601) and its value (base64). Under a certificate of the customer's (EN02) the first lines are
/// <c>platen-site-keys 2</c> and <c>certificate SHA-256</c>, and each value is wrapped, together with its id. Replaced as a whole by rename; the file that it replaces is overwritten with zeros. A file that is not as the settings want
/// it is replaced when it was read.
/// </summary>
internal sealed class FileSiteKeySource(IDisk disk, string path, CustomerKeys customer) : ISiteKeySource
{
    private const string FirstLine = "platen-site-keys 1";
    private const string WrappedLine = "platen-site-keys 2";
    private const string CertificateWord = "certificate ";
    private const int FileBytesMax = 64 * 1024;
    private const int WrappedBytesMax = 2 * 1024;

    public IReadOnlyList<SiteKey> Load()
    {
        if (!disk.Exists(path))
        {
            return [];
        }

        using var file = disk.Open(path);
        if (file.Length > FileBytesMax)
        {
            throw Bad("it is too large");
        }

        var bytes = new byte[file.Length];
        var read = file.Read(bytes, 0);
        var text = Encoding.ASCII.GetString(bytes, 0, read);
        CryptographicOperations.ZeroMemory(bytes);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var wrapper = WrapperOf(lines);
        var keys = Parse(lines.AsSpan(wrapper is null ? 1 : 2), wrapper);
        if (wrapper != customer.Current)
        {
            Save(keys);
        }

        return keys;
    }

    public void Save(IReadOnlyList<SiteKey> keys)
    {
        var text = new StringBuilder(customer.Current is { } current ? $"{WrappedLine}\n{CertificateWord}{current.Thumbprint}\n" : FirstLine + "\n");
        foreach (var key in keys)
        {
            var value = customer.Current is { } wrapper ? wrapper.Wrap([.. key.Value, .. Bound(key.Id)]) : key.Value;
            text.Append(CultureInfo.InvariantCulture, $"{key.Id} {key.CreatedAt:O} {Convert.ToBase64String(value)}\n");
        }

        KeyFile.Replace(disk, path, Encoding.ASCII.GetBytes(text.ToString()));
    }

    // which certificate wraps the keys; null: none
    private CustomerKey? WrapperOf(string[] lines)
    {
        if (lines is [FirstLine, _, ..])
        {
            return null;
        }

        if (lines is not [WrappedLine, var certificate, _, ..] || !certificate.StartsWith(CertificateWord, StringComparison.Ordinal))
        {
            throw Bad($"its first line is not '{FirstLine}' or '{WrappedLine}' with its certificate, or no key follows");
        }

        return customer.Find(certificate[CertificateWord.Length..]) ?? throw new InvalidDataException($"The site key file '{path}' cannot be read: {CustomerKeys.Missing(certificate[CertificateWord.Length..])}.");
    }

    private List<SiteKey> Parse(ReadOnlySpan<string> lines, CustomerKey? wrapper)
    {
        var keys = new List<SiteKey>();
        foreach (var line in lines)
        {
            keys.Add(ParseKey(line, keys.Count == 0 ? 0 : keys[^1].Id, wrapper));
        }

        return keys;
    }

    private SiteKey ParseKey(string line, uint previousId, CustomerKey? wrapper)
    {
        var bytes = new byte[WrappedBytesMax];
        if (line.Split(' ') is not [var idText, var timeText, var keyText]
            || !uint.TryParse(idText, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id <= previousId
            || !DateTimeOffset.TryParseExact(timeText, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var created)
            || !Convert.TryFromBase64String(keyText, bytes, out var length)
            || ValueOf(bytes.AsSpan(0, length), id, wrapper) is not { } value)
        {
            throw Bad("a line is not 'id time base64-key', with growing ids and 32-byte keys, or its key was not wrapped by that certificate");
        }

        return new SiteKey(id, created, value);
    }

    private static byte[]? ValueOf(ReadOnlySpan<byte> bytes, uint id, CustomerKey? wrapper)
    {
        if (wrapper is null)
        {
            return bytes.Length == ChunkCipher.KeyBytes ? bytes.ToArray() : null;
        }

        return wrapper.TryUnwrap(bytes, out var secret) && secret.Length == ChunkCipher.KeyBytes + sizeof(uint) && secret.AsSpan(ChunkCipher.KeyBytes).SequenceEqual(Bound(id)) ? secret[..ChunkCipher.KeyBytes] : null;
    }

    private static byte[] Bound(uint id)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, id);
        return bytes;
    }

    private InvalidDataException Bad(string what) =>
        new($"The site key file '{path}' cannot be used: {what}. Restore it from a backup; without it the held jobs cannot be read.");
}
