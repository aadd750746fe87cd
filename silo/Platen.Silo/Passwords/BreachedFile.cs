using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Platen.Domain.Ports;

namespace Platen.Silo.Passwords;

/// <summary>
/// A file of breached passwords in the form in which such lists are given away: a line for each, <c>HASH:COUNT</c>, the hashes (SHA-1, or NT) in hexadecimal capitals and in their order. It is searched by halves on disk, so that its
/// size does not matter; nothing of it is kept in memory, and nobody is asked over the network.
/// </summary>
internal sealed class BreachedFile : IBreachedPasswords, IDisposable
{
    /// <summary>Longest line, in bytes: a hash, a count, the line's end.</summary>
    private const int LineMax = 128;
    private const int Sha1Digits = 40;
    private const int NtDigits = 32;

    /// <summary>Lines that are looked at when the file is opened.</summary>
    private const int Samples = 1_000;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789ABCDEF"u8);

    private readonly SafeFileHandle _file;
    private readonly long _length;
    private readonly int _digits;

    private BreachedFile(SafeFileHandle file, long length, int digits) => (_file, _length, _digits) = (file, length, digits);

    /// <summary>Opens a file and looks at lines all over it.</summary>
    /// <exception cref="InvalidDataException">It is no such file, or is not sorted; the message says where.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static BreachedFile Open(string path)
    {
        var handle = File.OpenHandle(path, options: FileOptions.RandomAccess);
        try
        {
            var file = new BreachedFile(handle, RandomAccess.GetLength(handle), DigitsOfFirst(handle));
            file.CheckOrder();
            return file;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<bool> HasAsync(string password, CancellationToken cancellationToken) => Task.Run(() => Has(password), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // the list's own form of the hash; it protects nothing here
    private bool Has(string password) => Find(Convert.ToHexString(_digits == Sha1Digits ? Sha1(password) : NtHash.Of(password)));

#pragma warning disable CA5350 // what such lists are sorted by
    private static byte[] Sha1(string password) => SHA1.HashData(Encoding.UTF8.GetBytes(password));
#pragma warning restore CA5350

    private bool Find(string wanted)
    {
        var (low, high) = (0L, _length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var (start, end, hash) = LineAt(middle);
            switch (string.CompareOrdinal(wanted, hash))
            {
                case 0:
                    return true;
                case < 0:
                    high = start;
                    break;
                default:
                    low = end;
                    break;
            }
        }

        return false;
    }

    /// <summary>The line that holds a byte: where it starts, where the next one starts, and its hash.</summary>
    private (long Start, long End, string Hash) LineAt(long position)
    {
        Span<byte> window = stackalloc byte[2 * LineMax];
        var from = Math.Max(0, position - LineMax);
        window = window[..RandomAccess.Read(_file, window, from)];
        var at = (int)(position - from);
        var before = window[..at].LastIndexOf((byte)'\n');
        var start = before + 1;
        var length = window[at..].IndexOf((byte)'\n');
        var end = length < 0 ? window.Length : at + length + 1;
        if ((before < 0 && from > 0) || (length < 0 && from + window.Length < _length) || !IsHash(window[start..end], _digits))
        {
            throw new InvalidDataException($"There is no line of {_digits} hexadecimal capitals, ':' and a count at byte {from + start}.");
        }

        return (from + start, from + end, Encoding.ASCII.GetString(window.Slice(start, _digits)));
    }

    private void CheckOrder()
    {
        var last = "";
        for (var sample = 0; sample < Samples; sample++)
        {
            // two lines after each other at each place: a file that is sorted only in parts is found, too
            var (start, end, hash) = LineAt((long)(_length * (sample / (double)Samples)));
            CheckAfter(last, hash, start, orSame: true);
            last = hash;
            if (end < _length)
            {
                var (next, _, following) = LineAt(end);
                CheckAfter(hash, following, next, orSame: false);
            }
        }
    }

    private static void CheckAfter(string before, string hash, long at, bool orSame)
    {
        var order = string.CompareOrdinal(before, hash);
        if (order > 0 || (order == 0 && !orSame))
        {
            throw new InvalidDataException($"The line at byte {at} is not in order: take the list that is ordered by hash, or sort the file (LC_ALL=C sort).");
        }
    }

    private static int DigitsOfFirst(SafeFileHandle file)
    {
        Span<byte> start = stackalloc byte[LineMax];
        start = start[..RandomAccess.Read(file, start, 0)];
        return IsHash(start, Sha1Digits) ? Sha1Digits
            : IsHash(start, NtDigits) ? NtDigits
            : throw new InvalidDataException("It does not begin with a line HASH:COUNT, the hash of 40 (SHA-1) or 32 (NT) hexadecimal capitals.");
    }

    private static bool IsHash(ReadOnlySpan<byte> line, int digits) =>
        line.Length > digits && line[digits] == (byte)':' && !line[..digits].ContainsAnyExcept(HexDigits);
}
