namespace Platen.Protocols.Pjl.Guard;

/// <summary>
/// PCL 5: follows escape sequences, because those that end in W (raster rows, fonts, patterns), <c>*b…V</c> (raster planes) and <c>&amp;p…X</c> (transparent data) are followed by as many
/// octets as their value says (PCL 5 Technical Reference, chapter 2). A value above <see cref="CountMax"/> counts as that: devices do the same.
/// </summary>
internal sealed class PclWatch : IDataWatch
{
    /// <summary>The most octets that one sequence can count.</summary>
    private const int CountMax = 32_767;

    private const byte Escape = 0x1B;
    private State _state;
    private byte _kind;
    private byte _group;
    private int _value;
    private bool _isNegative;
    private int _data;

    private enum State
    {
        Text,
        Begun,
        Group,
        Value,
    }

    public int Skip(ReadOnlySpan<byte> next)
    {
        if (_data > 0)
        {
            var count = Math.Min(_data, next.Length);
            _data -= count;
            return count;
        }

        if (_state != State.Text)
        {
            return 0;
        }

        var escape = next.IndexOf(Escape);
        return escape < 0 ? next.Length : escape;
    }

    public void Take(byte octet)
    {
        if (octet == Escape)
        {
            _state = State.Begun;
            return;
        }

        switch (_state)
        {
            case State.Begun:
                Begin(octet);
                break;
            case State.Group:
                TakeGroup(octet);
                break;
            case State.Value:
                TakeValue(octet);
                break;
        }
    }

    private void Begin(byte octet)
    {
        _state = octet is >= 0x21 and <= 0x2F ? State.Group : State.Text;
        (_kind, _group, _value, _isNegative) = (octet, 0, 0, false);
    }

    private void TakeGroup(byte octet)
    {
        _state = State.Value;
        if (octet is >= 0x60 and <= 0x7E)
        {
            _group = octet;
            return;
        }

        TakeValue(octet);
    }

    private void TakeValue(byte octet)
    {
        switch (octet)
        {
            case >= (byte)'0' and <= (byte)'9':
                _value = Math.Min(CountMax, (_value * 10) + octet - '0');
                break;
            case (byte)'-':
                _isNegative = true;
                break;
            case (byte)'+' or (byte)'.' or (byte)' ':
                break;
            case >= 0x60 and <= 0x7E:
                (_value, _isNegative) = (0, false);
                break;
            default:
                End(octet);
                break;
        }
    }

    private void End(byte octet)
    {
        _state = State.Text;
        if (!_isNegative && IsCounted(octet))
        {
            _data = _value;
        }
    }

    private bool IsCounted(byte octet) => octet switch
    {
        (byte)'W' => _group != 0 && _kind is (byte)'*' or (byte)'(' or (byte)')' or (byte)'&',
        (byte)'V' => _kind == '*' && _group == 'b',
        (byte)'X' => _kind == '&' && _group == 'p',
        _ => false,
    };
}
