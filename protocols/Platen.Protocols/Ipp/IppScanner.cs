using System.Buffers.Binary;

namespace Platen.Protocols.Ipp;

/// <summary>Finds the end of a message and judges its structure without allocating, so that a message that trickles in costs little each time.</summary>
internal ref struct IppScanner
{
    /// <summary>More octets are needed.</summary>
    internal const int Incomplete = -1;

    private readonly ReadOnlySpan<byte> _data;
    private readonly IppLimits _limits;
    private int _position;
    private int _groups;
    private int _attributes;
    private int _depth;
    private bool _hasAttribute;

    internal IppScanner(ReadOnlySpan<byte> data, IppLimits limits)
    {
        _data = data;
        _limits = limits;
    }

    /// <summary>Returns the length of the message in octets, end-of-attributes included, or <see cref="Incomplete"/>.</summary>
    internal int Scan()
    {
        if (_data.Length < IppHeader.Length)
        {
            return Incomplete;
        }

        _position = IppHeader.Length;
        while (_position < _data.Length)
        {
            var tag = (IppTag)_data[_position];
            if (tag > IppTag.LastDelimiter)
            {
                if (!ScanItem(tag))
                {
                    return Incomplete;
                }

                continue;
            }

            ScanDelimiter(tag);
            _position++;
            if (tag == IppTag.EndOfAttributes)
            {
                return _position;
            }
        }

        return Incomplete;
    }

    private void ScanDelimiter(IppTag tag)
    {
        if (tag == IppTag.Unspecified)
        {
            throw Error(IppFormatError.ReservedTag, "delimiter tag 0x00 is reserved");
        }

        if (_depth > 0)
        {
            throw Error(IppFormatError.BadCollection, $"delimiter tag 0x{(byte)tag:x2} inside a collection");
        }

        _hasAttribute = false;
        if (tag != IppTag.EndOfAttributes && ++_groups > _limits.GroupsMax)
        {
            throw Error(IppFormatError.TooManyGroups, $"more than {_limits.GroupsMax} attribute groups");
        }
    }

    /// <summary>One tag with name and value; false when it is not all there yet.</summary>
    private bool ScanItem(IppTag tag)
    {
        var rest = _data[(_position + 1)..];
        if (rest.Length < 2)
        {
            return false;
        }

        int nameLength = BinaryPrimitives.ReadUInt16BigEndian(rest);
        JudgeName(nameLength);
        if (rest.Length < nameLength + 4)
        {
            return false;
        }

        int valueLength = BinaryPrimitives.ReadUInt16BigEndian(rest[(nameLength + 2)..]);
        JudgeValue(valueLength);
        if (rest.Length < nameLength + valueLength + 4)
        {
            return false;
        }

        JudgePlace(tag, nameLength, valueLength);
        _position += nameLength + valueLength + 5;
        return true;
    }

    private readonly void JudgeName(int length)
    {
        if (length > _limits.NameBytesMax)
        {
            throw Error(IppFormatError.NameTooLong, $"name of {length} octets; at most {_limits.NameBytesMax} are taken");
        }

        if (_groups == 0)
        {
            throw Error(IppFormatError.AttributeOutsideGroup, "attribute before the first group");
        }

        if (length > 0 && _depth > 0)
        {
            throw Error(IppFormatError.BadCollection, "attribute name inside a collection");
        }

        if (length == 0 && !_hasAttribute)
        {
            throw Error(IppFormatError.ValueWithoutAttribute, "additional value before any attribute of the group");
        }
    }

    private readonly void JudgeValue(int length)
    {
        if (length > _limits.ValueBytesMax)
        {
            throw Error(IppFormatError.ValueTooLong, $"value of {length} octets; at most {_limits.ValueBytesMax} are taken");
        }
    }

    private void JudgePlace(IppTag tag, int nameLength, int valueLength)
    {
        switch (tag)
        {
            case IppTag.BeginCollection when valueLength > 0:
                throw Error(IppFormatError.BadValueLength, "begCollection with a value");
            case IppTag.BeginCollection when _depth == _limits.CollectionDepthMax:
                throw Error(IppFormatError.CollectionTooDeep, $"collections nested more than {_limits.CollectionDepthMax} deep");
            case IppTag.BeginCollection:
                _depth++;
                break;
            case IppTag.EndCollection or IppTag.MemberName when _depth == 0:
                throw Error(IppFormatError.BadCollection, "endCollection or memberAttrName outside a collection");
            case IppTag.EndCollection when valueLength > 0:
                throw Error(IppFormatError.BadValueLength, "endCollection with a value");
            case IppTag.EndCollection:
                _depth--;
                break;
            case IppTag.MemberName:
                CountAttribute();
                break;
        }

        if (nameLength > 0)
        {
            _hasAttribute = true;
            CountAttribute();
        }
    }

    private void CountAttribute()
    {
        if (++_attributes > _limits.AttributesMax)
        {
            throw Error(IppFormatError.TooManyAttributes, $"more than {_limits.AttributesMax} attributes and members");
        }
    }

    private readonly IppFormatException Error(IppFormatError error, string detail) => new(error, _position, detail, IppHeader.Read(_data));
}
