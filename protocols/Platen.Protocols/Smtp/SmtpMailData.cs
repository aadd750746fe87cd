using System.Buffers;

namespace Platen.Protocols.Smtp;

/// <summary>
/// The message behind DATA (RFC 5321, section 4.1.1.4), made ready for passing on: lines end with CR LF, and a line that begins with a dot has one more. Only CR LF . CR LF ends it: a bare LF or CR, which
/// servers disagree about, ends a line and nothing else, so that no message can hide a second one from one of two servers. Not thread-safe.
/// </summary>
public sealed class SmtpMailData
{
    private State _state = State.HardStart;

    private enum State
    {
        /// <summary>A line begins behind CR LF, or the message does.</summary>
        HardStart,

        /// <summary>A line begins behind a bare LF or CR.</summary>
        SoftStart,

        /// <summary>The line's first octet is a dot.</summary>
        HardDot,
        SoftDot,

        /// <summary>The line is a dot and a CR.</summary>
        HardDotCr,
        SoftDotCr,
        Text,
        Cr,
        Ended,
    }

    /// <summary>Octets of the message so far, as they are passed on.</summary>
    public long Octets { get; private set; }

    /// <summary>Takes what was received up to the message's end, and writes what is to be passed on, the end (a dot) left out. True: it was the end.</summary>
    public bool Take(ref ReadOnlySequence<byte> input, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        while (!input.IsEmpty && _state != State.Ended)
        {
            var octets = input.FirstSpan;
            var plain = _state == State.Text ? octets.IndexOfAny((byte)'\r', (byte)'\n') : 0;
            plain = plain < 0 ? octets.Length : plain;
            Write(output, octets[..plain]);
            if (plain < octets.Length)
            {
                Take(octets[plain], output);
                plain++;
            }

            input = input.Slice(plain);
        }

        return _state == State.Ended;
    }

    private void Take(byte octet, IBufferWriter<byte> output)
    {
        switch (_state)
        {
            case State.HardStart when octet == '.':
                _state = State.HardDot;
                return;
            case State.SoftStart when octet == '.':
                _state = State.SoftDot;
                return;
            case State.HardDot when octet == '\r':
                _state = State.HardDotCr;
                return;
            case State.SoftDot when octet == '\r':
                _state = State.SoftDotCr;
                return;
            case State.HardDotCr when octet == '\n':
                _state = State.Ended;
                return;
            case State.HardDotCr or State.SoftDotCr:
                // a line that is a dot, and its end was no CR LF, or its beginning was behind none
                Write(output, "..\r\n"u8);
                _state = octet == '\n' ? State.HardStart : State.SoftStart;
                if (octet != '\n')
                {
                    Take(octet, output);
                }

                return;
            case State.HardDot or State.SoftDot when octet == '\n':
                Write(output, "..\r\n"u8);
                _state = State.SoftStart;
                return;
            case State.HardDot or State.SoftDot:
                // the sender's extra dot; one that belongs to the line gets its extra one again
                Write(output, octet == '.' ? ".."u8 : [octet]);
                _state = State.Text;
                return;
            case State.Cr:
                Write(output, "\r\n"u8);
                _state = octet == '\n' ? State.HardStart : State.SoftStart;
                if (octet != '\n')
                {
                    Take(octet, output);
                }

                return;
            default:
                TakeText(octet, output);
                return;
        }
    }

    private void TakeText(byte octet, IBufferWriter<byte> output)
    {
        switch (octet)
        {
            case (byte)'\r':
                _state = State.Cr;
                break;
            case (byte)'\n':
                Write(output, "\r\n"u8);
                _state = State.SoftStart;
                break;
            default:
                Write(output, [octet]);
                _state = State.Text;
                break;
        }
    }

    private void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> octets)
    {
        output.Write(octets);
        Octets += octets.Length;
    }
}
