using Platen.SiteAgent.Rendering.Sandbox;

namespace Platen.SiteAgent.Intake;

/// <summary>
/// Counts the bitmaps in a stream of raw PBM images, one a page: <c>P4</c>, width and height in decimal between white space and comment lines, one white space, then rows of bits.
/// A state machine over single bytes: how the stream is cut makes no difference, and the only memory is two numbers. Whatever else comes makes it <see cref="Damaged"/>.
/// </summary>
internal sealed class BitmapCounter
{
    /// <summary>The longest stream, in bytes.</summary>
    public const long BytesMax = 1L << 30;

    private const int SideMax = 100_000;

    /// <summary>White space and comments of one header, in bytes.</summary>
    private const int HeaderBytesMax = 512;

    private State _state;
    private int _headerBytes;
    private long _width;
    private long _height;
    private long _skip;
    private long _seen;

    private enum State
    {
        Magic,
        Format,
        BeforeWidth,
        Width,
        BeforeHeight,
        Height,
        Rows,
        CommentBeforeWidth,
        CommentBeforeHeight,
    }

    /// <summary>Bitmaps whose header was whole.</summary>
    public int Count { get; private set; }

    /// <summary>The stream is no row of whole bitmaps, or is too long.</summary>
    public bool Damaged { get; private set; }

    /// <summary>Reads to the end, so that the writer is never blocked, whatever it writes.</summary>
    public async Task ReadAsync(SandboxRun source, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (await source.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            Take(buffer.AsSpan(0, count));
        }

        Complete();
    }

    /// <summary>Takes the next bytes, however they are cut.</summary>
    internal void Take(ReadOnlySpan<byte> bytes)
    {
        _seen += bytes.Length;
        Damaged |= _seen > BytesMax;
        while (!bytes.IsEmpty && !Damaged)
        {
            var taken = 1;
            if (_state == State.Rows)
            {
                taken = (int)Math.Min(_skip, bytes.Length);
                _skip -= taken;
                _state = _skip > 0 ? State.Rows : State.Magic;
            }
            else
            {
                TakeHeader(bytes[0]);
            }

            bytes = bytes[taken..];
        }
    }

    /// <summary>The stream is over; half a bitmap is damage.</summary>
    internal void Complete() => Damaged |= _state != State.Magic;

    private void TakeHeader(byte octet)
    {
        Damaged |= ++_headerBytes > HeaderBytesMax;
        switch (_state)
        {
            case State.Magic:
                Expect(octet == 'P', State.Format);
                break;
            case State.Format:
                Expect(octet == '4', State.BeforeWidth);
                break;
            case State.BeforeWidth:
                Between(octet, State.Width, State.CommentBeforeWidth, ref _width);
                break;
            case State.BeforeHeight:
                Between(octet, State.Height, State.CommentBeforeHeight, ref _height);
                break;
            case State.CommentBeforeWidth or State.CommentBeforeHeight:
                _state = octet != '\n' ? _state : _state == State.CommentBeforeWidth ? State.BeforeWidth : State.BeforeHeight;
                break;
            case State.Width:
                Digit(octet, ref _width, State.BeforeHeight);
                break;
            default:
                Digit(octet, ref _height, State.Rows);
                break;
        }
    }

    private void Expect(bool isAsExpected, State next)
    {
        Damaged |= !isAsExpected;
        _state = next;
    }

    private void Between(byte octet, State number, State comment, ref long value)
    {
        if (octet == '#')
        {
            _state = comment;
        }
        else if (!IsSpace(octet))
        {
            value = 0;
            _state = number;
            Digit(octet, ref value, next: number);
        }
    }

    private void Digit(byte octet, ref long value, State next)
    {
        if (IsSpace(octet))
        {
            Damaged |= value == 0;
            _state = next;
            BeginRows();
            return;
        }

        value = (value * 10) + (octet - '0');
        Damaged |= octet is < (byte)'0' or > (byte)'9' || value > SideMax;
    }

    private void BeginRows()
    {
        if (_state == State.Rows && !Damaged)
        {
            Count++;
            (_headerBytes, _skip) = (0, (_width + 7) / 8 * _height);
        }
    }

    private static bool IsSpace(byte octet) => octet is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r';
}
