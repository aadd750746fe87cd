using System.Reflection.Metadata;

namespace Platen.Architecture.Tests.OrleansApi;

/// <summary>Finds the definition that a constructed generic type is made of.</summary>
internal static class GenericTypes
{
    // ELEMENT_TYPE_GENERICINST, then CLASS or VALUETYPE, then the definition (ECMA-335, II.23.2.12)
    private const byte GenericInstance = 0x15;

    /// <summary>The referenced definition; null when the type is an array, a definition of this assembly, or anything else.</summary>
    public static TypeReferenceHandle? DefinitionOf(MetadataReader reader, TypeSpecificationHandle handle)
    {
        var blob = reader.GetBlobReader(reader.GetTypeSpecification(handle).Signature);
        if (blob.ReadByte() != GenericInstance)
        {
            return null;
        }

        blob.ReadByte();
        var definition = blob.ReadTypeHandle();
        return definition.Kind == HandleKind.TypeReference ? (TypeReferenceHandle)definition : null;
    }
}
