using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Platen.Silo.Passwords;

/// <summary>The NT hash of a password: MD4 (RFC 1320) of its UTF-16, by which lists of breached passwords are sorted. Never used to protect anything; .NET has no MD4.</summary>
internal static class NtHash
{
    private const int BlockBytes = 64;
    private const int LengthBytes = 8;
    private static readonly int[] Shifts = [3, 7, 11, 19, 3, 5, 9, 13, 3, 9, 11, 15];
    private static readonly uint[] Constants = [0, 0x5A827999, 0x6ED9EBA1];

    /// <summary>Word of the block that each step of the rounds takes.</summary>
    private static readonly int[][] Words =
    [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
        [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
        [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
    ];

    public static byte[] Of(string password) => Md4(Encoding.Unicode.GetBytes(password));

    internal static byte[] Md4(ReadOnlySpan<byte> message)
    {
        var blocks = (message.Length + 1 + LengthBytes + BlockBytes - 1) / BlockBytes;
        var padded = new byte[blocks * BlockBytes];
        message.CopyTo(padded);
        padded[message.Length] = 0x80;
        BinaryPrimitives.WriteInt64LittleEndian(padded.AsSpan(padded.Length - LengthBytes), message.Length * 8L);
        uint[] state = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476];
        for (var at = 0; at < padded.Length; at += BlockBytes)
        {
            Mix(state, padded.AsSpan(at, BlockBytes));
        }

        var hash = new byte[16];
        for (var i = 0; i < state.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(hash.AsSpan(4 * i), state[i]);
        }

        return hash;
    }

    private static void Mix(uint[] state, ReadOnlySpan<byte> block)
    {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        for (var round = 0; round < Words.Length; round++)
        {
            for (var step = 0; step < Words[round].Length; step++)
            {
                var mixed = round switch
                {
                    0 => (b & c) | (~b & d),
                    1 => (b & c) | (b & d) | (c & d),
                    _ => b ^ c ^ d,
                };
                var word = BinaryPrimitives.ReadUInt32LittleEndian(block[(4 * Words[round][step])..]);
                var turned = BitOperations.RotateLeft(unchecked(a + mixed + word + Constants[round]), Shifts[(4 * round) + (step % 4)]);
                (a, b, c, d) = (d, turned, b, c);
            }
        }

        unchecked
        {
            (state[0], state[1], state[2], state[3]) = (state[0] + a, state[1] + b, state[2] + c, state[3] + d);
        }
    }
}
