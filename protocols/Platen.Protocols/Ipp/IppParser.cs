using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Platen.Protocols.Ipp;

/// <summary>Builds the model of a whole message that <see cref="IppScanner"/> has passed. Collections are kept on a stack of its own, not on the call stack.</summary>
internal ref struct IppParser
{
    private readonly ReadOnlySpan<byte> _data;
    private readonly IppLimits _limits;
    private readonly IppAttributeCollector _group;
    private Stack<IppAttributeCollector>? _outer;
    private IppAttributeCollector _current;
    private int _position;

    internal IppParser(ReadOnlySpan<byte> data, IppLimits limits)
    {
        _data = data;
        _limits = limits;
        _group = _current = new IppAttributeCollector();
    }

    internal IppMessage Parse()
    {
        var groups = ImmutableArray.CreateBuilder<IppAttributeGroup>(2);
        var open = IppTag.Unspecified;
        _position = IppHeader.Length;
        while (true)
        {
            var tag = (IppTag)_data[_position];
            if (tag > IppTag.LastDelimiter)
            {
                ParseItem(tag);
                continue;
            }

            if (open != IppTag.Unspecified)
            {
                groups.Add(new IppAttributeGroup(open, _group.Take()));
            }

            if (tag == IppTag.EndOfAttributes)
            {
                return new IppMessage(IppHeader.Read(_data), groups.DrainToImmutable());
            }

            open = tag;
            _position++;
        }
    }

    private void ParseItem(IppTag tag)
    {
        int nameLength = BinaryPrimitives.ReadUInt16BigEndian(_data[(_position + 1)..]);
        var name = _data.Slice(_position + 3, nameLength);
        int valueLength = BinaryPrimitives.ReadUInt16BigEndian(_data[(_position + 3 + nameLength)..]);
        var value = _data.Slice(_position + 5 + nameLength, valueLength);
        if (nameLength > 0)
        {
            _current.Begin(Name(name));
        }

        switch (tag)
        {
            case IppTag.BeginCollection:
                RequireMember();
                (_outer ??= new Stack<IppAttributeCollector>()).Push(_current);
                _current = new IppAttributeCollector();
                break;
            case IppTag.EndCollection:
                EndCollection();
                break;
            case IppTag.MemberName:
                RequireMemberComplete();
                _current.Begin(Name(value));
                break;
            default:
                RequireMember();
                Add(Value(tag, value));
                break;
        }

        _position += nameLength + valueLength + 5;
    }

    private void EndCollection()
    {
        RequireMemberComplete();
        var collection = new IppCollectionValue(_current.Take());
        _current = _outer!.Pop();
        Add(collection);
    }

    private readonly void Add(IppValue value)
    {
        if (!_current.TryAdd(value, _limits.ValuesPerAttributeMax))
        {
            throw Error(IppFormatError.TooManyValues, $"more than {_limits.ValuesPerAttributeMax} values of {_current.Name}");
        }
    }

    private readonly void RequireMember()
    {
        if (_current.Name is null)
        {
            throw Error(IppFormatError.BadCollection, "member value without memberAttrName");
        }
    }

    private readonly void RequireMemberComplete()
    {
        if (_current.LacksValue)
        {
            throw Error(IppFormatError.BadCollection, $"member {_current.Name} has no value");
        }
    }

    private readonly string Name(ReadOnlySpan<byte> octets)
    {
        // Names are keywords; anything but printable ASCII in one is an attack on logs and pages that show it.
        if (octets.IsEmpty || octets.Length > _limits.NameBytesMax || octets.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
        {
            throw Error(IppFormatError.BadName, "a name is empty, too long, or not printable ASCII");
        }

        return IppStrings.Get(octets);
    }

    private readonly IppValue Value(IppTag tag, ReadOnlySpan<byte> octets) =>
        IppValueDecoder.TryDecode(tag, octets, out var value)
            ? value
            : throw Error(IppFormatError.BadValueLength, $"value of {octets.Length} octets does not fit tag 0x{(byte)tag:x2} of {_current.Name}");

    private readonly IppFormatException Error(IppFormatError error, string detail) => new(error, _position, detail, IppHeader.Read(_data));
}
