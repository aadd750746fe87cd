namespace System.Runtime.CompilerServices;

/// <summary>Known to the runtime by its name: lets the generated proxies use the internal types of an assembly.</summary>
/// <param name="assemblyName">The assembly.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
