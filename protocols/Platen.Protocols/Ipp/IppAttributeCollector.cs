using System.Collections.Immutable;

namespace Platen.Protocols.Ipp;

/// <summary>Gathers the attributes of a group or the members of a collection, whose values arrive one by one.</summary>
internal sealed class IppAttributeCollector
{
    private readonly List<IppAttribute> _attributes = new(12);
    private IppValue? _first;
    private List<IppValue>? _more;

    /// <summary>Name of the attribute that takes values now, or null before the first.</summary>
    internal string? Name { get; private set; }

    /// <summary>Whether an attribute was begun and got no value yet.</summary>
    internal bool LacksValue => Name is not null && _first is null;

    internal void Begin(string name)
    {
        Finish();
        Name = name;
    }

    /// <summary>Adds a value to the current attribute, unless it has <paramref name="valuesMax"/> already.</summary>
    internal bool TryAdd(IppValue value, int valuesMax)
    {
        if (_first is null)
        {
            _first = value;
            return true;
        }

        _more ??= new List<IppValue>(4);
        if (_more.Count + 1 >= valuesMax)
        {
            return false;
        }

        _more.Add(value);
        return true;
    }

    /// <summary>Returns what was gathered and starts anew.</summary>
    internal ImmutableArray<IppAttribute> Take()
    {
        Finish();
        ImmutableArray<IppAttribute> taken = [.. _attributes];
        _attributes.Clear();
        return taken;
    }

    private void Finish()
    {
        if (Name is null || _first is null)
        {
            return;
        }

        _attributes.Add(new IppAttribute(Name, _more is null or [] ? [_first] : [_first, .. _more]));
        Name = null;
        _first = null;
        _more?.Clear();
    }
}
