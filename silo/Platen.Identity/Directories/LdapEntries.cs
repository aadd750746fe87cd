using System.Collections.Immutable;
using System.DirectoryServices.Protocols;
using System.Globalization;
using System.Runtime.InteropServices;
using Platen.Domain.Directories;

namespace Platen.Identity.Directories;

/// <summary>Entries of answers as the domain's. Active Directory gives attributes of many values in pieces (MS-ADTS, 3.1.1.3.1.3.3): <c>member;range=0-1499</c>; the rest is fetched.</summary>
internal static class LdapEntries
{
    private const string RangeOption = ";range=";
    private const int PiecesMax = 1_000;

    public static DirectoryEntry Read(LdapSession session, SearchResultEntry source)
    {
        var values = ImmutableArray.CreateBuilder<DirectoryValue>();
        foreach (DirectoryAttribute attribute in source.Attributes.Values)
        {
            var (name, next) = Split(attribute.Name);
            Add(values, name, attribute);
            for (var pieces = 0; next is { } from && pieces < PiecesMax; pieces++)
            {
                next = ReadPiece(session, source.DistinguishedName, name, from, values);
            }
        }

        return new DirectoryEntry { Dn = source.DistinguishedName ?? "", Values = values.DrainToImmutable() };
    }

    private static int? ReadPiece(LdapSession session, string dn, string name, int from, ImmutableArray<DirectoryValue>.Builder values)
    {
        var request = new SearchRequest(dn, "(objectClass=*)", SearchScope.Base, string.Create(CultureInfo.InvariantCulture, $"{name}{RangeOption}{from}-*"));
        var answer = session.Search(request);
        var piece = answer.Entries.Count == 0 ? null : answer.Entries[0].Attributes.Values.Cast<DirectoryAttribute>().FirstOrDefault(attribute => attribute.Name.StartsWith(name + ";", StringComparison.OrdinalIgnoreCase));
        if (piece is null || piece.Count == 0)
        {
            return null;
        }

        Add(values, name, piece);
        return Split(piece.Name).Next;
    }

    // member;range=0-1499 goes on at 1500; member;range=1500-* is the last piece
    private static (string Name, int? Next) Split(string written)
    {
        var option = written.IndexOf(';', StringComparison.Ordinal);
        if (option < 0)
        {
            return (written, null);
        }

        var range = written.IndexOf(RangeOption, StringComparison.OrdinalIgnoreCase);
        var end = range < 0 ? "*" : written[(written.LastIndexOf('-') + 1)..];
        return (written[..option], int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last + 1 : null);
    }

    private static void Add(ImmutableArray<DirectoryValue>.Builder values, string name, DirectoryAttribute attribute)
    {
        foreach (byte[] value in attribute.GetValues(typeof(byte[])))
        {
            values.Add(new DirectoryValue(name, ImmutableCollectionsMarshal.AsImmutableArray(value)));
        }
    }
}
