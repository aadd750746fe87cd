using System.Buffers.Binary;

namespace Platen.Protocols.Pjl.Guard;

/// <summary>
/// PWG raster (PWG 5102.4) and Apple raster (URF): follows page headers and compressed rows, which say themselves where they end. What is not such a stream is given up, and from
/// there every UEL is taken for one.
/// </summary>
internal sealed class RasterWatch : IDataWatch
{
    private const byte Escape = 0x1B;
    private const int PwgHeaderBytes = 1796;
    private const int UrfHeaderBytes = 32;
    private readonly bool _isUrf;
    private readonly byte[] _header;
    private int _leading;
    private int _read;
    private long _lineBytes;
    private int _pixelBytes;
    private long _rowsLeft;
    private long _lineLeft;
    private long _skip;
    private State _state = State.Leading;

    /// <param name="isUrf">Apple's, with 12 octets before the first page; else PWG's, with 4.</param>
    public RasterWatch(bool isUrf) => (_isUrf, _header, _leading) = (isUrf, new byte[isUrf ? UrfHeaderBytes : PwgHeaderBytes], isUrf ? 12 : 4);

    private enum State
    {
        Leading,
        PageStart,
        PageHeader,
        Repeat,
        Run,
        Lost,
    }

    public int Skip(ReadOnlySpan<byte> next)
    {
        if (_state == State.Lost)
        {
            var escape = next.IndexOf(Escape);
            return escape < 0 ? next.Length : escape;
        }

        var i = 0;
        while (i < next.Length && _state != State.Lost && !(_state == State.PageStart && next[i] == Escape))
        {
            i += Step(next[i..]);
        }

        return i;
    }

    public void Take(byte octet) => _state = octet == Escape ? State.Lost : _state;

    private int Step(ReadOnlySpan<byte> next)
    {
        if (_skip > 0)
        {
            var count = (int)Math.Min(_skip, next.Length);
            _skip -= count;
            EndRun();
            return count;
        }

        switch (_state)
        {
            case State.Leading:
                _state = --_leading == 0 ? State.PageStart : State.Leading;
                return 1;
            case State.PageStart or State.PageHeader:
                return Header(next);
            case State.Repeat:
                _rowsLeft -= next[0] + 1;
                (_lineLeft, _state) = (_lineBytes, State.Run);
                return 1;
            default:
                Run(next[0]);
                return 1;
        }
    }

    private int Header(ReadOnlySpan<byte> next)
    {
        var count = Math.Min(_header.Length - _read, next.Length);
        next[..count].CopyTo(_header.AsSpan(_read));
        _read += count;
        _state = State.PageHeader;
        if (_read == _header.Length)
        {
            _read = 0;
            BeginPage();
        }

        return count;
    }

    private void BeginPage()
    {
        long bits, width;
        if (_isUrf)
        {
            (bits, width, _rowsLeft) = (_header[0], Number(12), Number(16));
            _lineBytes = ((width * bits) + 7) / 8;
        }
        else
        {
            (bits, _rowsLeft, _lineBytes) = (Number(388), Number(376), Number(392));
        }

        _pixelBytes = (int)Math.Clamp((bits + 7) / 8, 1, 64);
        _state = bits is > 0 and <= 512 && _lineBytes > 0 && _rowsLeft > 0 ? State.Repeat : State.Lost;
    }

    // 0..127: one pixel, that many times more; 129..255: 257 - n pixels as they are; 128: the rest of the row is white (URF), or nothing at all (PWG)
    private void Run(byte code)
    {
        if (code == 128)
        {
            _lineLeft = _isUrf ? 0 : -1;
        }
        else
        {
            var pixels = code < 128 ? code + 1 : 257 - code;
            _skip = code < 128 ? _pixelBytes : (long)pixels * _pixelBytes;
            _lineLeft -= (long)pixels * _pixelBytes;
            return;
        }

        EndRun();
    }

    private void EndRun()
    {
        if (_skip > 0 || _state != State.Run || _lineLeft > 0)
        {
            return;
        }

        _state = _lineLeft < 0 ? State.Lost : _rowsLeft > 0 ? State.Repeat : _rowsLeft == 0 ? State.PageStart : State.Lost;
    }

    private uint Number(int at) => BinaryPrimitives.ReadUInt32BigEndian(_header.AsSpan(at));
}
