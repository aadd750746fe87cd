using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Keys;

/// <summary>
/// The site keys in a text file (mode 0600): a first line <c>platen-site-keys 1</c>, then per key its id, its time of making (ISO 8601) and its value (base64).
/// Replaced as a whole by rename; the file that it replaces is overwritten with zeros first.
/// </summary>
internal sealed class FileSiteKeySource(IDisk disk, string path) : ISiteKeySource
{
    private const string FirstLine = "platen-site-keys 1";
    private const int FileBytesMax = 64 * 1024;

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
        var keys = Parse(Encoding.ASCII.GetString(bytes, 0, read));
        CryptographicOperations.ZeroMemory(bytes);
        return keys;
    }

    public void Save(IReadOnlyList<SiteKey> keys)
    {
        var text = new StringBuilder(FirstLine).Append('\n');
        foreach (var key in keys)
        {
            text.Append(CultureInfo.InvariantCulture, $"{key.Id} {key.CreatedAt:O} {Convert.ToBase64String(key.Value)}\n");
        }

        var bytes = Encoding.ASCII.GetBytes(text.ToString());
        var temporary = path + ".new";
        disk.Delete(temporary);
        using (var file = disk.Create(temporary))
        {
            file.Write(bytes, 0);
            file.SyncData();
        }

        CryptographicOperations.ZeroMemory(bytes);
        using var old = disk.Exists(path) ? disk.Open(path) : null;
        disk.Rename(temporary, path);
        disk.SyncDirectory(Path.GetDirectoryName(path)!);
        if (old is not null)
        {
            old.Write(new byte[old.Length], 0);
            old.SyncData();
        }
    }

    private List<SiteKey> Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length < 2 || lines[0] != FirstLine)
        {
            throw Bad($"its first line is not '{FirstLine}', or no key follows");
        }

        var keys = new List<SiteKey>();
        foreach (var line in lines.Skip(1))
        {
            keys.Add(ParseKey(line, keys.Count == 0 ? 0 : keys[^1].Id));
        }

        return keys;
    }

    private SiteKey ParseKey(string line, uint previousId)
    {
        var value = new byte[ChunkCipher.KeyBytes];
        if (line.Split(' ') is not [var idText, var timeText, var keyText]
            || !uint.TryParse(idText, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id <= previousId
            || !DateTimeOffset.TryParseExact(timeText, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var created)
            || !Convert.TryFromBase64String(keyText, value, out var length) || length != value.Length)
        {
            throw Bad("a line is not 'id time base64-key', with growing ids and 32-byte keys");
        }

        return new SiteKey(id, created, value);
    }

    private InvalidDataException Bad(string what) =>
        new($"The site key file '{path}' cannot be used: {what}. Restore it from a backup; without it the held jobs cannot be read.");
}
