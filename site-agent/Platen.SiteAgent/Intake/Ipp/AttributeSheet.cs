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

    /// <summary>Adds an attribute of keywords.</summary>
    public void Keyword(string name, params string[] values)
    {
        if (wanted.Wants(name, group))
        {
            answer.Keyword(name, values);
        }
    }
}
