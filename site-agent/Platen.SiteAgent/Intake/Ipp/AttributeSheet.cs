using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>Writes those attributes of a list that the client wants.</summary>
internal readonly struct AttributeSheet(IppMessageBuilder answer, RequestedAttributes wanted, string group)
{
    /// <summary>Adds one attribute, if it or its group is wanted.</summary>
    public void Add(string name, Action<string> write)
    {
        if (wanted.Wants(name, group))
        {
            write(name);
        }
    }

    /// <summary>Adds an attribute of any values.</summary>
    public void Values(string name, params ReadOnlySpan<IppValue> values)
    {
        if (wanted.Wants(name, group))
        {
            answer.Add(name, values);
        }
    }

    /// <summary>Adds an attribute of keywords.</summary>
    public void Keyword(string name, params ReadOnlySpan<string> values)
    {
        if (wanted.Wants(name, group))
        {
            answer.Keyword(name, values);
        }
    }

    public void Integer(string name, params ReadOnlySpan<int> values)
    {
        if (wanted.Wants(name, group))
        {
            answer.Integer(name, values);
        }
    }

    public void Enum(string name, params ReadOnlySpan<int> values)
    {
        if (wanted.Wants(name, group))
        {
            answer.Enum(name, values);
        }
    }

    public void Boolean(string name, bool isTrue)
    {
        if (wanted.Wants(name, group))
        {
            answer.Boolean(name, isTrue);
        }
    }

    public void Range(string name, int lower, int upper)
    {
        if (wanted.Wants(name, group))
        {
            answer.Range(name, lower, upper);
        }
    }

    public void Text(string name, params ReadOnlySpan<string> values)
    {
        if (wanted.Wants(name, group))
        {
            answer.Text(name, values);
        }
    }

    public void Name(string name, string value)
    {
        if (wanted.Wants(name, group))
        {
            answer.Name(name, value);
        }
    }

    public void Uri(string name, params ReadOnlySpan<string> values)
    {
        if (wanted.Wants(name, group))
        {
            answer.Uri(name, values);
        }
    }

    public void Mime(string name, params ReadOnlySpan<string> values)
    {
        if (wanted.Wants(name, group))
        {
            answer.Mime(name, values);
        }
    }

    public void DateTime(string name, DateTimeOffset moment)
    {
        if (wanted.Wants(name, group))
        {
            answer.DateTime(name, moment);
        }
    }

    /// <summary>Adds an attribute that has no value.</summary>
    public void NoValue(string name)
    {
        if (wanted.Wants(name, group))
        {
            answer.NoValue(name);
        }
    }

    /// <summary>Adds an attribute whose value nobody knows.</summary>
    public void Unknown(string name)
    {
        if (wanted.Wants(name, group))
        {
            answer.Add(name, new IppOutOfBandValue(IppTag.Unknown));
        }
    }

    public void NumberOrNoValue(string name, int? value)
    {
        if (value is { } number)
        {
            Integer(name, number);
        }
        else
        {
            NoValue(name);
        }
    }

    public void MomentOrNoValue(string name, DateTimeOffset? value)
    {
        if (value is { } moment)
        {
            DateTime(name, moment);
        }
        else
        {
            NoValue(name);
        }
    }
}
