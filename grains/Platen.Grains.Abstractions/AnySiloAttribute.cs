using Orleans.CodeGeneration;

namespace Platen.Grains.Abstractions;

/// <summary>
/// A call that any silo can answer, because its grain has no state: gateways send such calls to their silos in turn. Every method of a stateless grain has it. Without, all calls of one key go through one silo and are answered there, so
/// that all sessions and lists of a company would weigh on one silo: Orleans marks stateless workers as unordered, and loses the mark on the way.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[InvokableCustomInitializer("AddInvokeMethodOptions", InvokeMethodOptions.Unordered)]
public sealed class AnySiloAttribute : Attribute
{
}
