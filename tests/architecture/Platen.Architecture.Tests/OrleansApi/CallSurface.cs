using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Platen.Architecture.Tests.OrleansApi;

/// <summary>The members of other assemblies that an assembly uses, and those that one declares, as lines of one form, read from metadata without loading anything.</summary>
internal static class CallSurface
{
    /// <summary>What the assembly uses of Orleans' assemblies: <c>assembly type.member</c> with the types of its signature.</summary>
    public static IReadOnlySet<string> UsedBy(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        return reader.MemberReferences.Select(reader.GetMemberReference).Select(member => Line(reader, member)).Where(static line => line is not null).ToHashSet(StringComparer.Ordinal)!;
    }

    /// <summary>What the assembly declares for others to use.</summary>
    public static IReadOnlySet<string> DeclaredBy(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var assembly = reader.GetString(reader.GetAssemblyDefinition().Name);
        return reader.TypeDefinitions.SelectMany(handle => Declared(reader, handle).Select(member => $"{assembly} {SignatureNames.NameOf(reader, handle)}.{member}")).ToHashSet(StringComparer.Ordinal);
    }

    private static string? Line(MetadataReader reader, MemberReference member)
    {
        if (TypeOf(reader, member.Parent) is not { } type || reader.GetTypeReference(type).ResolutionScope is not { Kind: HandleKind.AssemblyReference } scope)
        {
            return null;
        }

        var assembly = reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name);
        if (!assembly.StartsWith("Orleans.", StringComparison.Ordinal))
        {
            return null;
        }

        var name = reader.GetString(member.Name);
        var text = member.GetKind() == MemberReferenceKind.Field
            ? Field(name, member.DecodeFieldSignature(SignatureNames.Instance, null))
            : Method(name, member.DecodeMethodSignature(SignatureNames.Instance, null));
        return $"{assembly} {SignatureNames.NameOf(reader, type)}.{text}";
    }

    private static TypeReferenceHandle? TypeOf(MetadataReader reader, EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => (TypeReferenceHandle)parent,
        HandleKind.TypeSpecification => GenericTypes.DefinitionOf(reader, (TypeSpecificationHandle)parent),
        _ => null,
    };

    private static IEnumerable<string> Declared(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var methods = type.GetMethods().Select(reader.GetMethodDefinition).Where(static method => IsVisible((int)(method.Attributes & MethodAttributes.MemberAccessMask)));
        var fields = type.GetFields().Select(reader.GetFieldDefinition).Where(static field => IsVisible((int)(field.Attributes & FieldAttributes.FieldAccessMask)));
        return
        [
            .. methods.Select(method => Method(reader.GetString(method.Name), method.DecodeSignature(SignatureNames.Instance, null))),
            .. fields.Select(field => Field(reader.GetString(field.Name), field.DecodeSignature(SignatureNames.Instance, null))),
        ];
    }

    // public, protected, protected internal: the same numbers for methods and fields (ECMA-335, II.23.1)
    private static bool IsVisible(int access) => access is (int)MethodAttributes.Public or (int)MethodAttributes.Family or (int)MethodAttributes.FamORAssem;

    private static string Method(string name, MethodSignature<string> signature) =>
        $"{name}{(signature.GenericParameterCount > 0 ? $"``{signature.GenericParameterCount}" : "")}({string.Join(", ", signature.ParameterTypes)}): {signature.ReturnType}";

    private static string Field(string name, string type) => $"{name}: {type}";
}
