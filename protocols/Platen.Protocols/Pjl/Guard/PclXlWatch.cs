namespace Platen.Protocols.Pjl.Guard;

/// <summary>
/// PCL XL: follows the stream's tags, because values, arrays and embedded data have their length before them (PCL XL Feature Reference, chapter 3). At a tag that does not exist
/// it gives up, and from there every UEL is taken for one.
/// </summary>
internal sealed class PclXlWatch : IDataWatch
{
    private const byte Escape = 0x1B;
    private readonly bool _isBigEndian;
    private State _state = State.Header;
    private long _skip;
    private int _lengthBytes;
    private int _lengthRead;
    private uint _length;
    private int _itemBytes;

    public PclXlWatch(bool isBigEndian) => _isBigEndian = isBigEndian;

    private enum State
    {
        Header,
        Tag,
        ArrayLengthTag,
        Length,
        Lost,
    }

    public int Skip(ReadOnlySpan<byte> next)
    {
        if (_skip > 0)
        {
            var count = (int)Math.Min(_skip, next.Length);
            _skip -= count;
            return count;
        }

        if (_state == State.Lost)
        {
            var escape = next.IndexOf(Escape);
            return escape < 0 ? next.Length : escape;
        }

        return Read(next);
    }

    // only a tag can be a UEL's first octet; those that follow it are its others, or the stream is lost
    public void Take(byte octet) => _state = octet == Escape ? State.Lost : _state;

    private int Read(ReadOnlySpan<byte> next)
    {
        for (var i = 0; i < next.Length; i++)
        {
            if (_skip > 0 || _state == State.Lost || (_state == State.Tag && next[i] == Escape))
            {
                return i > 0 ? i : _skip > 0 ? Skip(next) : 0;
            }

            Step(next[i]);
        }

        return next.Length;
    }

    private void Step(byte octet)
    {
        switch (_state)
        {
            case State.Header:
                _state = octet == '\n' ? State.Tag : State.Header;
                break;
            case State.Tag:
                Tag(octet);
                break;
            case State.ArrayLengthTag:
                Expect(octet switch { 0xC0 => 1, 0xC1 => 2, 0xC2 => 4, _ => 0 }, _itemBytes);
                break;
            case State.Length:
                Length(octet);
                break;
        }
    }

    private void Tag(byte tag)
    {
        var size = Size(tag & 0x07);
        switch (tag)
        {
            case 0x00 or (>= 0x09 and <= 0x0D) or 0x20 or (>= 0x41 and <= 0xBF):
                break; // white space, operators
            case >= 0xC0 and <= 0xC5:
                _skip = size;
                break;
            case >= 0xC8 and <= 0xCD:
                (_state, _itemBytes) = (State.ArrayLengthTag, size);
                break;
            case >= 0xD0 and <= 0xD5:
                _skip = 2 * size;
                break;
            case >= 0xE0 and <= 0xE5:
                _skip = 4 * size;
                break;
            case 0xF8 or 0xF9:
                _skip = tag == 0xF8 ? 1 : 2;
                break;
            case 0xFA or 0xFB:
                Expect(tag == 0xFA ? 4 : 1, itemBytes: 1);
                break;
            default:
                _state = State.Lost;
                break;
        }
    }

    private void Expect(int lengthBytes, int itemBytes) =>
        (_state, _lengthBytes, _lengthRead, _length, _itemBytes) = (lengthBytes == 0 ? State.Lost : State.Length, lengthBytes, 0, 0, itemBytes);

    private void Length(byte octet)
    {
        _length = _isBigEndian ? (_length << 8) | octet : _length | ((uint)octet << (8 * _lengthRead));
        if (++_lengthRead == _lengthBytes)
        {
            (_state, _skip) = (State.Tag, (long)_length * _itemBytes);
        }
    }

    private static int Size(int type) => type switch { 0 => 1, 1 or 3 => 2, _ => 4 };
}
